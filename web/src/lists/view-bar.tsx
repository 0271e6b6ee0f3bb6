import { Bookmark, Users } from 'lucide-react'
import { memo, useState } from 'react'
import { Link } from 'react-aria-components'
import type { SavedView } from '@api/lists-resource.ts'
import { useTexts } from '../language.tsx'
import { Button } from '../ui/button.tsx'
import { Notice, Problem } from '../ui/notice.tsx'
import { announce } from '../ui/toast.tsx'
import { useFetched } from '../ui/use-fetched.ts'
import type { ListView } from './list-view.ts'
import { useRemoveView, useSaveView, useSavedViews } from './view-queries.ts'

const loadNaming = () => import('./name-view.tsx')

/** The views that are kept, beside each other, and the way to keep this one. */
export const ViewBar = memo(function ViewBar({ view, current, isChanged, linkOf, onView }: {
  view: ListView
  current: SavedView | undefined
  isChanged: boolean
  linkOf: (id: string | null) => string
  /** Goes to a view, or (null) to everybody. */
  onView: (id: string | null) => void
}) {
  const { t } = useTexts()
  const views = useSavedViews()
  const save = useSaveView()
  const [isNaming, setNaming] = useState(false)
  const naming = useFetched(loadNaming)
  const keep = () => current && save.mutate({ id: current.id, draft: { name: current.name, shared: current.shared, ...view } }, { onSuccess: ({ id }) => {
    announce({ text: t('views.saved', { name: current.name }) })
    onView(id)
  } })
  return (
    <div className="mb-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line pb-2">
        <nav aria-label={t('views.title')} className="min-w-0 flex-1">
          <ul className="flex flex-wrap gap-1">
            <Tab href={linkOf(null)} isCurrent={current === undefined}>{t('views.everybody')}</Tab>
            {(views.data ?? []).map((one) => (
              <Tab key={one.id} href={linkOf(one.id)} isCurrent={one.id === current?.id}>
                {one.shared ? <Users aria-hidden size={14} /> : <Bookmark aria-hidden size={14} />}
                <span className="max-w-48 truncate">{one.name}</span>
                {one.shared && !one.mine && <span className="sr-only">{t('views.shared-by', { by: one.by })}</span>}
              </Tab>
            ))}
          </ul>
        </nav>
        <div className="flex flex-wrap gap-2">
          {current?.mine && isChanged && <Button kind="primary" onPress={keep} isPending={save.isPending}>{t('views.save')}</Button>}
          {(isChanged || !current) && <Button kind="plain" isPending={naming.isFetching} onPress={() => (naming.part ? setNaming(true) : void naming.fetch(() => setNaming(true)))}>{t('views.save-as')}</Button>}
          {current?.mine && !isChanged && <RemoveView view={current} onGone={() => onView(null)} />}
        </div>
      </div>
      {current && current.leftOut > 0 && <div className="mt-3"><Notice tone="wait">{t('views.left-out', { count: current.leftOut })}</Notice></div>}
      {save.error && <div className="mt-3"><Problem error={save.error} /></div>}
      {isNaming && naming.part && <naming.part.NameView view={view} onClose={() => setNaming(false)} onSaved={onView} />}
    </div>
  )
})

function Tab({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: React.ReactNode }) {
  return (
    <li>
      <Link href={href} aria-current={isCurrent ? 'page' : undefined} className={`flex min-h-11 items-center gap-1.5 rounded-part px-3 data-[hovered]:bg-sunken mid:min-h-9 ${isCurrent ? 'bg-accent-wash font-medium text-accent-deep' : 'text-soft'}`}>
        {children}
      </Link>
    </li>
  )
}

/** Removed at once, with the way back in the message. */
function RemoveView({ view, onGone }: { view: SavedView; onGone: () => void }) {
  const { t } = useTexts()
  const gone = useRemoveView()
  const save = useSaveView()
  const { name, shared, columns, where, search, sort } = view
  return (
    <Button kind="plain" isPending={gone.isPending} onPress={() => gone.mutate(view.id, { onSuccess: () => {
      announce({ text: t('views.removed', { name }), action: { label: t('ui.undo'), run: () => save.mutate({ id: null, draft: { name, shared, columns, where, search, sort } }) } })
      onGone()
    } })}>{t('views.remove')}</Button>
  )
}
