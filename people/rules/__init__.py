"""Pure rules about people: names, personal codes, phones, age of compulsory preparation."""
