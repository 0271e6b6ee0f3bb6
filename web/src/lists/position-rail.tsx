import { useState } from 'react'
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { useTexts } from '../language.tsx'

const STEPS = 1000

/** Where one is in a list too long for a scrollbar of its own, and the way to any other part of it. */
export function PositionRail({ share, count, onJump }: { share: number; count: number; onJump: (share: number) => void }) {
  const { t, number } = useTexts()
  const [held, setHeld] = useState<number | null>(null)
  const at = held ?? Math.round(share * STEPS)
  const told = t('lists.about-place', { place: number(Math.max(1, Math.round((at / STEPS) * count))), count: number(count) })
  return (
    <Slider
      aria-label={t('lists.place')}
      orientation="vertical"
      minValue={0}
      maxValue={STEPS}
      // A slider grows upward, a list goes on downward.
      value={STEPS - at}
      onChange={(value) => setHeld(STEPS - Number(value))}
      onChangeEnd={(value) => {
        setHeld(null)
        onJump((STEPS - Number(value)) / STEPS)
      }}
      className="hidden w-6 self-stretch py-5 mid:block"
    >
      <SliderTrack className="relative mx-auto h-full w-1.5 rounded-full bg-sunken">
        <SliderThumb aria-label={told} className="left-1/2 h-8 w-3 rounded-full bg-edge data-[dragging]:bg-accent data-[hovered]:bg-accent">
          {held !== null && <span className="numbers pointer-events-none absolute top-1/2 right-5 -translate-y-1/2 rounded-small bg-ink px-2 py-1 text-fine whitespace-nowrap text-ground">{told}</span>}
        </SliderThumb>
      </SliderTrack>
    </Slider>
  )
}
