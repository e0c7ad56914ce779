"""What commands of several apps share."""
