import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { put } from '../api.ts'
import { useTexts } from '../language.tsx'
import { queries } from '../queries.ts'
import { useWhyNot } from '../shell/may.ts'
import { Button } from '../ui/button.tsx'
import { TaskDialog } from '../ui/dialog.tsx'
import { CheckBox } from '../ui/field.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { REQUEST_KINDS } from './kinds.ts'
import type { RequestKind } from './request-queries.ts'

/** Which kinds of requests take two colleagues; whoever may change how long data is kept sets it. */
export function FourEyes({ set, onClose }: { set: readonly RequestKind[]; onClose: () => void }) {
  const { t } = useTexts()
  const whyNot = useWhyNot()('retention.change')
  const [chosen, setChosen] = useState(set)
  const save = useMutation({ mutationFn: () => put('/request-rules', { fourEyes: chosen }), onSuccess: () => queries.invalidateQueries({ queryKey: ['requests'] }) })
  return (
    <TaskDialog title={t('second.rules')} isOpen onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p className="text-soft">{t('second.rules-lead')}</p>
        <fieldset>
          <legend className="mb-1 font-medium">{t('second.kinds')}</legend>
          {REQUEST_KINDS.map((key) => (
            <CheckBox key={key} isDisabled={whyNot !== undefined} isSelected={chosen.includes(key)} onChange={(on) => setChosen(on ? [...chosen, key] : chosen.filter((one) => one !== key))}>{t(`request-kind.${key}`)}</CheckBox>
          ))}
        </fieldset>
        {save.error && <Problem error={save.error} />}
        <div className="flex flex-wrap gap-2">
          <Button
            kind="primary" isPending={save.isPending} disabledReason={whyNot} reasonInSight
            onPress={() => save.mutate(undefined, {
              onSuccess: () => {
                announce({ text: t('second.saved') })
                onClose()
              },
            })}
          >
            {t('ui.save')}
          </Button>
          <Button kind="plain" onPress={onClose}>{t('ui.cancel')}</Button>
        </div>
      </div>
    </TaskDialog>
  )
}
