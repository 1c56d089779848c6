"""What people change in a reviewed conversation, kept beside what the engines said."""
