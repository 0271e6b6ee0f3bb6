import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto'
import type { StaffId } from '../values/ids.ts'

const IV_BYTES = 12
const TAG_BYTES = 16

/** What of the factors can be read or tried out only by who holds the keeper too: whoever has the database alone cannot. */
export class FactorKeys {
  readonly #tokens: KeyObject

  /** `tokens` is the keeper's key for links and codes; each use has a key derived from it. */
  constructor(tokens: KeyObject) {
    this.#tokens = tokens
  }

  /** Goes into each password's hash beside its salt (RFC 9106, the secret value K). */
  get pepper(): Buffer {
    return this.#derive('password')
  }

  /** What the tries with a name are counted by. */
  nameHash(name: string): Buffer {
    return this.#derive(`sign-in name\0${name}`)
  }

  /** The secret of an authenticator as it is stored: AES-256-GCM, first the random start, then the tag. */
  seal(staffId: StaffId, secret: Uint8Array): Buffer {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.#derive(`authenticator\0${staffId}`), iv)
    const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed])
  }

  /** Throws when it was sealed for another colleague, or by another keeper. */
  open(staffId: StaffId, sealed: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#derive(`authenticator\0${staffId}`), sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  }

  #derive(use: string): Buffer {
    return createHmac('sha256', this.#tokens).update(`staff factor\0${use}`).digest()
  }
}
