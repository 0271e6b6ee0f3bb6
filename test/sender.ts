/** Who the mails of the stories come from. */
export const SENDER = { name: 'Provbolaget AB', address: 'post@provbolaget.example' }
