import type { IdentityProviderSettings, Settings } from './config.ts'
import { HttpClient } from './http-client.ts'
import { IdentityProvider } from './identity-provider.ts'
import type { SignOnDoor } from './sign-on-request.ts'

/** The provider of each door that has one. */
export type IdentityProviders = Partial<Record<SignOnDoor, IdentityProvider>>

/** The providers that the settings name, each with a way out to its own hosts alone. Nothing is asked of them yet. */
export function openIdentityProviders(settings: Pick<Settings, 'staffProvider' | 'customerProvider' | 'privateHosts'>, clock: () => Date): IdentityProviders {
  const { staffProvider, customerProvider, privateHosts } = settings
  return {
    ...(staffProvider && { staff: new IdentityProvider(staffProvider, wayTo(staffProvider, privateHosts), clock) }),
    ...(customerProvider && { customer: new IdentityProvider(customerProvider, wayTo(customerProvider, privateHosts), clock) }),
  }
}

function wayTo({ issuer, hosts }: IdentityProviderSettings, privateHosts: readonly string[]): HttpClient {
  const { origin, hostname, protocol } = new URL(issuer)
  return new HttpClient({
    origins: [origin, ...hosts.map((host) => new URL(`https://${host}`).origin)],
    // An issuer by http is on this machine: the settings take no other.
    privateHosts: protocol === 'http:' ? [...privateHosts, hostname.replace(/^\[|\]$/g, '')] : privateHosts,
  })
}
