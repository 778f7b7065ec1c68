'use client'

import { useState } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { SwitchSetting } from '../../settings/components/switch-setting.tsx'
import { useSettings } from '../../settings/hooks/use-settings.ts'
import { changeSettings } from '../../settings/settings.ts'
import { useNotifications } from '../hooks/use-notifications.ts'
import { playChime } from '../play-chime.ts'
import { showNotification } from '../show-notification.ts'
import { PermissionHelp } from './permission-help.tsx'

const TEST = {
  executionId: 'test',
  title: 'A test',
  body: 'So you are told when a question waits or a run ends.',
}

export function NotificationSettings() {
  const { sound } = useSettings()
  const { isOn, permission, turnOff, turnOn } = useNotifications()
  const [outcome, setOutcome] = useState('')

  function sendTest() {
    if (sound) playChime()
    const isShown = showNotification(TEST, () => undefined)
    setOutcome(
      isShown
        ? 'Sent. If nothing appeared, the system keeps the browser from showing it, as in "Do not disturb".'
        : 'This browser shows no notifications for an open page.',
    )
  }

  return (
    <Panel title="Notifications">
      <div className="space-y-4 px-4 py-4">
        <SwitchSetting
          label="Tell me when a question waits or a run ends"
          description="Also while this tab is hidden, within 15 seconds. Not for what you cancel, and not for the page that you look at."
          isOn={isOn}
          isDisabled={permission === 'unsupported'}
          onChange={(next) => {
            setOutcome('')
            if (next) void turnOn()
            else turnOff()
          }}
        />
        <div className="space-y-2 text-sm text-ink-soft">
          <div role="status">
            <PermissionHelp permission={permission} />
          </div>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <Button size="small" disabled={!isOn} onClick={sendTest}>
              Send a test
            </Button>
            <p role="status" className="min-w-0 flex-1">
              {outcome}
            </p>
          </div>
        </div>
        <SwitchSetting
          label="With a sound"
          description="Two short notes. In a hidden tab only with notifications on."
          isOn={sound}
          onChange={(next) => {
            changeSettings({ sound: next })
            if (next) playChime()
          }}
        />
      </div>
    </Panel>
  )
}
