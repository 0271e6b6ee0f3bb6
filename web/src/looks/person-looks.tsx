import { memo } from 'react'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { TextLink } from '../ui/button.tsx'
import { usePersonLooks } from './look-queries.ts'
import { useSession } from '../shell/session.ts'

/** A line on a person's page, for whoever may see who looked. */
export const PersonLooks = memo(function PersonLooks({ id }: { id: string }) {
  const { t, moment } = useTexts()
  const may = useSession().data?.permissions.includes('looks.read') ?? false
  const looks = usePersonLooks(id, may)
  const [last] = looks.data?.looks ?? []
  if (!may || !last) return null
  return (
    <p className="mt-4 text-fine text-soft">
      {t('looks.last', { name: last.by.name, at: moment(last.at) })} <TextLink href={links.looks({ person: id })}>{t('looks.who-all')}</TextLink>
    </p>
  )
})
