import { useMutation } from '@tanstack/react-query'
import { post } from '../api.ts'
import { useTexts } from '../language.tsx'
import { queries } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'

/** What goes out when another colleague allows it. */
export type SecondWish = { act: 'answer'; outcome: string; reason?: string; letter: string } | { act: 'copy'; copy: string; how: string } | { act: 'erasure' }

export function useAskSecond(person: string, request: string) {
  return useMutation({
    mutationFn: (wish: SecondWish) => post<{ id: string }>('/approvals', { kind: 'request-answer', wish: { person, request, ...wish } }),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ['requests'] }), queries.invalidateQueries({ queryKey: ['approvals'] })]),
  })
}

/** Where one alone may not do it: asks another colleague to allow exactly this. */
export function AskSecond({ person, request, wish }: { person: string; request: string; wish: SecondWish }) {
  const { t } = useTexts()
  const ask = useAskSecond(person, request)
  return (
    <div className="flex flex-col items-start gap-2">
      {ask.error && <Problem error={ask.error} />}
      <Button kind="primary" onPress={() => ask.mutate(wish, { onSuccess: () => announce({ text: t('second.asked') }) })} isPending={ask.isPending} disabledReason={ask.isSuccess ? t('second.asked') : undefined} reasonInSight>{t('second.ask')}</Button>
    </div>
  )
}
