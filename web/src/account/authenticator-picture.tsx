import { encodeQR } from 'qr'
import { useTexts } from '../language.tsx'

/** Modules of white around a code, without which cameras do not find it (ISO/IEC 18004). */
const QUIET_ZONE = 4

/** The secret as a code to photograph with the phone that keeps it. Dark on light whatever the colours of the screen are: so cameras read it. */
export function AuthenticatorPicture({ uri }: { uri: string }) {
  const { t } = useTexts()
  const dots = encodeQR(uri, 'raw', { border: QUIET_ZONE })
  const path = dots.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <figure aria-label={t('account.picture')} className="my-2">
      <svg aria-hidden viewBox={`0 0 ${dots.length} ${dots.length}`} shapeRendering="crispEdges" className="size-48 rounded">
        <path d={`M0 0h${dots.length}v${dots.length}h-${dots.length}z`} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </figure>
  )
}
