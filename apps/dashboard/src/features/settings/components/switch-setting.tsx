'use client'

import { useId } from 'react'
import { Hint, Label } from '../../../components/ui/field.tsx'
import { Switch } from '../../../components/ui/switch.tsx'

interface SwitchSettingProps {
  label: string
  description: string
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}

export function SwitchSetting({
  label,
  description,
  isOn,
  isDisabled = false,
  onChange,
}: SwitchSettingProps) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0 space-y-0.5">
        <Label htmlFor={id}>{label}</Label>
        <Hint id={`${id}hint`}>{description}</Hint>
      </div>
      <Switch
        id={id}
        aria-describedby={`${id}hint`}
        checked={isOn}
        disabled={isDisabled}
        onCheckedChange={onChange}
      />
    </div>
  )
}
