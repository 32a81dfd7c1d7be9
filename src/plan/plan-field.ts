import { own } from '../base/own';
import { takesValue } from '../protocol/asked-values';
import type { PlanField, PlanOverrides } from './training-plan';

/** A field with what the user has set in it; one that its range does not take was set for another text of the program, and is left. */
export function withOverride(field: PlanField, overrides: PlanOverrides): PlanField {
  const given = own(overrides, field.id);
  return given === undefined || !takesValue(field, given) ? field : { ...field, value: given, isSet: true };
}
