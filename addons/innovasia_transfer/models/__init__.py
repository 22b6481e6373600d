from . import accounts, intents, feeds, mutations, files, matching, verification, words, screens, page, conversion
