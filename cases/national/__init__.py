"""The return to the national database: what would be sent, what is missing, what changed, and a copy of what was sent.

The form of the national interface is not public: neither its fields nor its addresses are known here. What is built is
therefore the content, in the order of the national forms as far as they are published, and a place where a real
connection can be put (``senders``). Until there is one, a person keys the sheet into the portal and records that it
was done.
"""
