'use client'

import * as CheckboxPrimitive from '@radix-ui/react-checkbox'
import * as RadioGroupPrimitive from '@radix-ui/react-radio-group'
import { Check } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

export const RadioGroup = RadioGroupPrimitive.Root

const MARK =
  'mt-0.5 inline-flex size-4 shrink-0 items-center justify-center border border-line-strong bg-surface data-[state=checked]:border-accent data-[state=checked]:bg-accent'

export function Radio({ className, ...props }: ComponentProps<typeof RadioGroupPrimitive.Item>) {
  return (
    <RadioGroupPrimitive.Item className={classNames(MARK, 'rounded-full', className)} {...props}>
      <RadioGroupPrimitive.Indicator className="size-1.5 rounded-full bg-accent-ink" />
    </RadioGroupPrimitive.Item>
  )
}

export function Checkbox({ className, ...props }: ComponentProps<typeof CheckboxPrimitive.Root>) {
  return (
    <CheckboxPrimitive.Root className={classNames(MARK, 'rounded', className)} {...props}>
      <CheckboxPrimitive.Indicator className="text-accent-ink">
        <Check aria-hidden className="size-3" strokeWidth={3} />
      </CheckboxPrimitive.Indicator>
    </CheckboxPrimitive.Root>
  )
}
