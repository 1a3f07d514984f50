"""The validation workshop: who came, what groups voted for, what bodies said to each recommendation.

Whose work: whoever leads or facilitates it. Basis: CT-NAT report (IOM 2016, 1.2 validation; ch. 3): groups choose three priorities,
recommendations are kept, changed or dropped. The unit is the group: no vote of a person is ever kept.
"""
