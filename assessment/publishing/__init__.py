"""What parents of a group will see, looked at before it is published."""
