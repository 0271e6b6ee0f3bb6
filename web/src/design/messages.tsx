import { useState } from 'react'
import { ApiProblem } from '../api.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { Empty, Waiting } from '../ui/empty.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { WaitingFigures, WaitingPage, WaitingTable } from '../ui/skeleton.tsx'
import { announce, announceBefore } from '../ui/toast.tsx'
import { State, States } from './state.tsx'

const TONES = ['plain', 'good', 'wait', 'bad'] as const

/** What the workspace says: notices, problems with the way on, what is not there yet, and what is on its way. */
export function MessageStates() {
  const { t } = useTexts()
  const [done, setDone] = useState(0)
  const label = t('ui.loading')
  return (
    // What waits here waits for ever.
    <div data-sample="">
      <States>
        {TONES.map((tone) => <State key={tone} name={tone}><Notice tone={tone} title={t('design.sample')}>{t('design.hint')}</Notice></State>)}
        <State name={t('design.unreachable')}><Problem error={new ApiProblem(0, {})} onRetry={() => setDone(done + 1)} /></State>
        <State name={t('design.refused')}><Problem error={new ApiProblem(422, { title: t('design.why'), detail: t('design.wrong'), rule: 'D9' })} /></State>
        <State name={t('design.toast')}>
          <div className="flex flex-wrap gap-2">
            <Button onPress={() => announce({ text: t('design.sample'), action: { label: t('ui.more'), run: () => setDone(done + 1) } })}>{t('design.toast')}</Button>
            <Button onPress={() => announceBefore({ text: t('design.sample'), undo: t('ui.undo'), act: () => setDone((before) => before + 1), calledOff: () => setDone(0) })}>{t('ui.undo')} ({done})</Button>
          </div>
        </State>
        <State name={t('design.empty')}><Empty title={t('people.none')} actions={<Button>{t('imports.new')}</Button>}>{t('people.none-what')}</Empty></State>
        <State name={t('design.lines')}><Waiting lines={4} label={label} /></State>
        <State name={t('design.figures')}><WaitingFigures label={label} /></State>
      </States>
      <div className="mt-6 grid gap-8 mid:grid-cols-2">
        <State name={t('design.table')}><WaitingTable rows={3} columns={3} label={label} /></State>
        <State name={t('design.page')}><WaitingPage columns={2} label={label} /></State>
      </div>
    </div>
  )
}
