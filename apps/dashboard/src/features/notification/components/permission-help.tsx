import type { Permission } from '../permission.ts'

/** Why there are no notifications although they are wanted, and what to do. */
export function PermissionHelp({ permission }: { permission: Permission }) {
  switch (permission) {
    case 'granted':
      return null
    case 'default':
      return <p>The browser will ask whether this address may show notifications.</p>
    case 'denied':
      return (
        <p>
          The browser refuses notifications from this address. Allow them in its settings for this site (the
          sign beside the address), then turn them on here.
        </p>
      )
    case 'unsupported':
      return (
        <p>
          This browser has no notifications for a page at this address. They need https, or the address
          127.0.0.1 or localhost.
        </p>
      )
  }
}
