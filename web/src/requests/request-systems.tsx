import type { RightsRequestAnswer } from '@api/requests-resource.ts'
import { usePersonTasks } from '../connections/connection-queries.ts'
import { TaskList } from '../connections/system-tasks.tsx'
import { useTexts } from '../language.tsx'
import { Section } from '../ui/page.tsx'

/** The connected systems that were told of this request, and what each answered. */
export function RequestSystems({ request }: { request: RightsRequestAnswer }) {
  const { t } = useTexts()
  const tasks = usePersonTasks(request.person.id)
  const own = tasks.data?.filter((one) => one.request === request.id) ?? []
  if (own.length === 0) return null
  return <Section title={t('connections.told-of-this')} lead={t('connections.told-of-this-lead')}><TaskList tasks={own} named /></Section>
}
