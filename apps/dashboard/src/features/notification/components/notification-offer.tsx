'use client'

import { Bell } from 'lucide-react'
import { useState } from 'react'
import { toast } from '../../../lib/toast.ts'
import { Button } from '../../../components/ui/button.tsx'
import { useSettings } from '../../settings/hooks/use-settings.ts'
import { changeSettings } from '../../settings/settings.ts'
import { useNotifications } from '../hooks/use-notifications.ts'
import { PermissionHelp } from './permission-help.tsx'

/** One line until it has been answered, in whichever tab; never again after that. */
export function NotificationOffer() {
  const { isOfferAnswered } = useSettings()
  const { permission, turnOn } = useNotifications()
  const [wasRefused, setWasRefused] = useState(false)

  async function accept() {
    const decided = await turnOn()
    if (decided === 'granted') {
      toast.success('Notifications are on.')
      focusContent()
    } else if (decided !== 'default') {
      setWasRefused(true)
    }
  }

  function close() {
    changeSettings({ isOfferAnswered: true })
    setWasRefused(false)
    focusContent()
  }

  if (!wasRefused && (isOfferAnswered || permission === 'denied' || permission === 'unsupported')) return null
  return (
    <section aria-label="Offer of notifications" className="border-b border-line bg-sunken">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-1.5 text-sm">
        <div role="status" className="flex min-w-0 items-center gap-2">
          <Bell aria-hidden className="size-4 shrink-0 text-ink-soft" />
          {wasRefused ? <PermissionHelp permission={permission} /> : <p>Tell me when it asks or ends:</p>}
        </div>
        <div className="flex gap-2">
          {!wasRefused && (
            <Button size="small" onClick={() => void accept()}>
              Turn on
            </Button>
          )}
          <Button size="small" look="quiet" onClick={close}>
            {wasRefused ? 'Close' : 'Not now'}
          </Button>
        </div>
      </div>
    </section>
  )
}

/** The button that had the focus is gone. */
function focusContent() {
  document.getElementById('main')?.focus()
}
