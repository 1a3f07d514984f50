"""Tables, hierarchies and releases: what adds up to what, which counts are small, files in and out."""
