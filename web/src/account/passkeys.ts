import { browserSupportsWebAuthn, startAuthentication, startRegistration, WebAuthnError, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { post } from '../api.ts'

export const canUsePasskeys = browserSupportsWebAuthn

/** Signs in with any passkey of this address. */
export async function signInByPasskey(): Promise<void> {
  const optionsJSON = await post<PublicKeyCredentialRequestOptionsJSON>('/sign-in/passkey-options')
  await post('/sign-in/passkeys', await startAuthentication({ optionsJSON }))
}

/** Shows once more who sits here. */
export async function proveByPasskey(): Promise<void> {
  const optionsJSON = await post<PublicKeyCredentialRequestOptionsJSON>('/account/proof-options')
  await post('/account/proofs', { passkey: await startAuthentication({ optionsJSON }) })
}

/** Makes a passkey on this device, or another, and adds it under a name. */
export async function makePasskey(name: string): Promise<void> {
  const optionsJSON = await post<PublicKeyCredentialCreationOptionsJSON>('/account/passkey-options')
  await post('/account/passkeys', { name, passkey: await startRegistration({ optionsJSON }) })
}

/** Whether the colleague, or the device, called it off: that is no fault to tell of. */
export function wasCalledOff(error: unknown): boolean {
  return (error instanceof WebAuthnError && error.code === 'ERROR_CEREMONY_ABORTED') || (error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name))
}
