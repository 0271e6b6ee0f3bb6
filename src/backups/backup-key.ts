import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** Both ends of sealing (age, C2SP). The private one is no business of the machine that makes backups. */
export interface BackupKey {
  /** `AGE-SECRET-KEY-1…` */
  identity: string
  /** `age1…` */
  recipient: string
}

export async function newBackupKey(): Promise<BackupKey> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** The file of a private key, as age-keygen writes it. */
export function keyFileText({ identity, recipient }: BackupKey, createdAt: Date): string {
  return `# created: ${createdAt.toISOString()}\n# public key: ${recipient}\n${identity}\n`
}

/** The private keys in such a file; none where it holds none. */
export function identitiesIn(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('AGE-SECRET-KEY-'))
}

/** Whether backups can be sealed to it. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text)
    return true
  } catch {
    return false
  }
}

/** Undefined when one of the keys is none. */
export function openerOf(identities: readonly string[]): Decrypter | undefined {
  const opener = new Decrypter()
  try {
    for (const identity of identities) opener.addIdentity(identity)
    return opener
  } catch {
    return undefined
  }
}
