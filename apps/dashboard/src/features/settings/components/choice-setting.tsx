'use client'

import { useId } from 'react'
import { Radio, RadioGroup } from '../../../components/ui/choice.tsx'
import { Panel } from '../../../components/ui/panel.tsx'

interface ChoiceSettingProps<Value extends string> {
  title: string
  options: readonly { value: Value; label: string; description?: string }[]
  /** Absent while it is not known. */
  value: Value | undefined
  onChange: (value: Value) => void
}

/** A setting of which one value holds; what is chosen is in force at once. */
export function ChoiceSetting<Value extends string>({
  title,
  options,
  value,
  onChange,
}: ChoiceSettingProps<Value>) {
  const id = useId()
  return (
    <Panel title={title}>
      <RadioGroup
        aria-label={title}
        value={value ?? ''}
        onValueChange={(next) => {
          onChange(next as Value)
        }}
        className="space-y-1 px-4 py-3"
      >
        {options.map(({ value: option, label, description }) => (
          <label
            key={option}
            htmlFor={`${id}${option}`}
            className="flex cursor-pointer items-start gap-2.5 py-1.5 text-sm"
          >
            <Radio
              id={`${id}${option}`}
              value={option}
              aria-labelledby={`${id}${option}label`}
              {...(description !== undefined && { 'aria-describedby': `${id}${option}description` })}
            />
            <span className="min-w-0">
              <span id={`${id}${option}label`} className="block font-medium">
                {label}
              </span>
              {description !== undefined && (
                <span id={`${id}${option}description`} className="block text-xs leading-5 text-ink-faint">
                  {description}
                </span>
              )}
            </span>
          </label>
        ))}
      </RadioGroup>
    </Panel>
  )
}
