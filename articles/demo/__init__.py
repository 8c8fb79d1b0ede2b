"""The sample that a local run shows: articles from sourced facts, in files beside this one."""
