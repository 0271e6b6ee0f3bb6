import type { PublishedPurpose } from '@api/catalogue-resource.ts'
import { useTexts } from '../language.tsx'
import { links } from '../links.ts'
import { LinkButton } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Problem } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { WaitingTable } from '../ui/skeleton.tsx'
import { LinkTable, type TableColumn } from '../ui/table.tsx'
import { useCatalogue } from './catalogue.ts'

export function PurposeList() {
  const { t, number, language, list } = useTexts()
  const catalogue = useCatalogue()
  const columns: TableColumn<PublishedPurpose & { id: string }>[] = [
    {
      key: 'name', label: t('purposes.name'),
      render: (purpose) => (
        <>
          <span className="block font-semibold">{purpose.texts[language].name}</span>
          <span className="block truncate text-fine text-soft">{purpose.texts[language].description}</span>
        </>
      ),
    },
    { key: 'group', label: t('purposes.group'), fit: true, room: 'mid', render: (purpose) => <span className="text-soft">{t(`purpose-group.${purpose.group}`)}</span> },
    { key: 'channels', label: t('purposes.channels'), room: 'wide', render: (purpose) => <span className="block truncate text-soft">{list(purpose.channels.map((channel, index) => (index === 0 ? t(`channel.${channel}`) : withinSentence(t(`channel.${channel}`)))))}</span> },
    { key: 'fields', label: t('purposes.fields'), align: 'right', fit: true, room: 'wide', render: (purpose) => number(purpose.fields.length) },
    { key: 'people', label: t('room.people'), align: 'right', fit: true, render: (purpose) => number(purpose.people) },
  ]
  return (
    <Page title={t('room.purposes')} lead={t('purposes.lead')} wide actions={<LinkButton href={links.fields}>{t('purposes.fields')}</LinkButton>}>
      {catalogue.error ? (
        <Problem error={catalogue.error} />
      ) : !catalogue.isReady ? (
        <WaitingTable rows={10} label={t('ui.loading')} />
      ) : (
        <LinkTable
          label={t('room.purposes')}
          columns={columns}
          rows={catalogue.purposes.map((purpose) => ({ ...purpose, id: purpose.key }))}
          rowLink={(purpose) => links.purpose(purpose.key)}
          empty={<Empty title={t('purposes.none')}>{t('purposes.none-what')}</Empty>}
        />
      )}
    </Page>
  )
}

/** A name that stands by itself elsewhere, as it is written among others: SMS stays as it is. */
function withinSentence(name: string) {
  return /^\p{Lu}[^\p{Lu}]/u.test(name) ? name.charAt(0).toLocaleLowerCase() + name.slice(1) : name
}
