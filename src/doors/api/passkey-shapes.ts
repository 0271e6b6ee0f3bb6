import { z } from '@hono/zod-openapi'

// What browsers say to and hear from an authenticator (WebAuthn level 3, 5.1.8–5.1.10), as far as we look at it.

const bytes = z.string().max(20_000).regex(/^[\w-]*$/)
const common = {
  id: bytes.min(1).max(1_400), rawId: bytes.max(1_400), type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(50).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()),
}

/** A passkey that was made, as `RegistrationResponseJSON`. */
export const madePasskey = z.strictObject({
  ...common,
  response: z.strictObject({
    clientDataJSON: bytes, attestationObject: bytes, authenticatorData: bytes.optional(), transports: z.array(z.string().max(50)).max(10).optional(),
    publicKeyAlgorithm: z.int().optional(), publicKey: bytes.optional(),
  }),
}).openapi('MadePasskey')

/** What a passkey answered, as `AuthenticationResponseJSON`. */
export const shownPasskey = z.strictObject({
  ...common,
  response: z.strictObject({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: bytes.nullable().optional() }),
}).openapi('ShownPasskey')

/** What a browser is told to do, as `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`. */
export const passkeyOptions = z.object({ challenge: z.string() }).loose().openapi('PasskeyOptions')
