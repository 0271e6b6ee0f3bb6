import { useTexts } from '../language.tsx'
import { links, type ImportStep } from '../links.ts'
import { Steps } from '../ui/steps.tsx'

const ORDER = ['file', 'columns', 'settings', 'rehearsal', 'run'] as const

/** `reach` is how far the import has come; the steps up to there can be gone back to. */
export function ImportSteps({ now, id, reach = now }: { now: (typeof ORDER)[number]; id?: string; reach?: (typeof ORDER)[number] }) {
  const { t } = useTexts()
  return (
    <Steps
      label={t('imports.steps')}
      now={now}
      steps={ORDER.map((key, index) => ({
        key,
        label: t(`import-step.${key}`),
        done: index < ORDER.indexOf(reach),
        link: id && key !== 'file' && index <= ORDER.indexOf(reach) ? links.import(id, key satisfies ImportStep) : undefined,
      }))}
    />
  )
}
