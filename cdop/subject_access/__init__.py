"""What is kept about a living person: in which records somebody is named who asks for it (UK GDPR, article 15)."""
