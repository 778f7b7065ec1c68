'use client'

import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { LimitsPanel } from '../../limits/components/limits-panel.tsx'
import { NotificationSettings } from '../../notification/components/notification-settings.tsx'
import { useSettings } from '../hooks/use-settings.ts'
import { changeSettings } from '../settings.ts'
import { ChoiceSetting } from './choice-setting.tsx'

const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

const PACES = [
  {
    value: 'normal',
    label: 'Normal',
    description: 'Every second while something runs, every five when nothing does, never in a hidden tab.',
  },
  { value: 'calm', label: 'Calm', description: 'A third as often.' },
  {
    value: 'looking',
    label: 'Only when I look',
    description:
      'Never while another window has the focus, so you are told nothing then, also with notifications on.',
  },
] as const

/** What a person has set in this browser. Everything is in force at once, in all its tabs. */
export function SettingsView() {
  const { polling } = useSettings()
  const { theme, setTheme } = useTheme()
  // The server does not know it.
  const isAwake = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  )
  return (
    <div className="max-w-2xl space-y-5">
      <NotificationSettings />
      <ChoiceSetting
        title="How often the page asks the server"
        options={PACES}
        value={polling}
        onChange={(next) => {
          changeSettings({ polling: next })
        }}
      />
      <ChoiceSetting
        title="Theme"
        options={THEMES}
        value={isAwake ? THEMES.find(({ value }) => value === theme)?.value : undefined}
        onChange={setTheme}
      />
      <p className="text-xs text-ink-faint">
        Kept in this browser, for this address. What else the server does is set where it is started.
      </p>
      <LimitsPanel />
    </div>
  )
}
