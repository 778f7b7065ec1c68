import type { Metadata } from 'next'
import { SettingsView } from '../../features/settings/components/settings-view.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default function SettingsPage() {
  return (
    <>
      <h1 className="mb-5 text-xl font-semibold tracking-tight">Settings</h1>
      <SettingsView />
    </>
  )
}
