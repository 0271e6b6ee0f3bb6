import { selectInstallation } from '../../plumbing/installation.sql.ts'
import type { PasskeySite } from '../../staff/passkey-ceremony.ts'
import type { House } from '../house.ts'

/** Where passkeys of this program hold: at its public address and nowhere else. */
export async function passkeySite({ database, publicUrl }: House): Promise<PasskeySite> {
  const installation = await database.read(selectInstallation)
  return { name: installation?.controller.name ?? 'Tillit', origin: new URL(publicUrl).origin }
}
