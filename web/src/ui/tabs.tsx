import { type ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'

/** The same thing seen in several ways, one at a time. */
export function TabView({ label, tabs, value, onChange }: { label: string; tabs: readonly { key: string; label: string; content: ReactNode }[]; value?: string; onChange?: (key: string) => void }) {
  return (
    <Tabs {...(value !== undefined && { selectedKey: value })} {...(onChange && { onSelectionChange: (key) => onChange(String(key)) })}>
      <TabList aria-label={label} className="mb-4 flex gap-1 overflow-x-auto overflow-y-hidden border-b border-line">
        {tabs.map((tab) => (
          <Tab key={tab.key} id={tab.key} className="-mb-px flex min-h-11 whitespace-nowrap cursor-default items-center border-b-2 border-transparent px-3 text-soft -outline-offset-2 data-[hovered]:text-ink data-[selected]:border-accent data-[selected]:font-medium data-[selected]:text-ink mid:min-h-9">
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.key} id={tab.key} className="outline-offset-4">
          {tab.content}
        </TabPanel>
      ))}
    </Tabs>
  )
}
