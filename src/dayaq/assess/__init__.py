"""How good the response is: a needs assessment from invitation to validated report (CT-NAT, IOM 2016)."""
