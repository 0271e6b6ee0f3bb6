-- One search over everything: the words of names and towns by their beginnings, what deals are called, and the words of notes.

-- A search key is words already; what hyphens join are words too.
create index profile_words on profile using gin (array_to_tsvector(array_remove(string_to_array(translate(search_key, '-', ' '), ' '), '')));
create index deal_named on deal using gin (search_fold(name) gin_trgm_ops);
create index note_words on note using gin (to_tsvector('simple'::regconfig, search_fold(text)));
