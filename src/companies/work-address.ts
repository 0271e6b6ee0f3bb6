/** Where people have their own mail: an address there is nobody's at work, whatever it is called (D1, the stricter of two). */
const OWN_MAIL = /(?:^|\.)(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|proton|protonmail|pm|tutanota|tuta|telia|spray|bredband|comhem|tele2|online|broadpark|getmail|jubii|luukku|suomi24|kolumbus|elisanet)\.(?:com|net|org|me|ch|de|se|no|dk|fi|co\.uk)$/

/** True where the domain gives anybody mail: then the address is the person's own, and a consumer's. */
export function isOwnMail(address: string): boolean {
  return OWN_MAIL.test(address.slice(address.lastIndexOf('@') + 1).toLowerCase())
}
