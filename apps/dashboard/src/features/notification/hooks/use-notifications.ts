'use client'

import { useSettings } from '../../settings/hooks/use-settings.ts'
import { changeSettings } from '../../settings/settings.ts'
import { askPermission, type Permission } from '../permission.ts'
import { usePermission } from './use-permission.ts'

interface Notifications {
  /** Wanted and permitted. */
  isOn: boolean
  permission: Permission
  /** Asks for the permission if need be; answers what was decided. To be called by a click. */
  turnOn(): Promise<Permission>
  turnOff(): void
}

export function useNotifications(): Notifications {
  const permission = usePermission()
  const { notifications } = useSettings()
  return {
    isOn: notifications && permission === 'granted',
    permission,
    async turnOn() {
      const decided = await askPermission()
      // A prompt that was closed without an answer decides nothing.
      if (decided !== 'default')
        changeSettings({ notifications: decided === 'granted', isOfferAnswered: true })
      return decided
    },
    turnOff() {
      changeSettings({ notifications: false })
    },
  }
}
