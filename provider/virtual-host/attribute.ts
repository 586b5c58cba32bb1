import { MalformedRules } from '../../src/shared/virtual-host/errors';
import { formatRules, parseRules, VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { withoutPrivateKeys } from '../../src/shared/virtual-host/signature-key';
import { text } from '../engine/canonical/form';
import { Attribute, Validator } from '../framework/schema/schema';

const someRules: Validator = {
  description: 'the rules of a virtual container host, as JSON',
  check: (value) => {
    const problem = readRules(value as string);
    if (typeof problem !== 'string') return undefined;
    return `${withoutPrivateKeys(JSON.stringify(value))} has no rules of a virtual container host. ${problem} The guide "Virtual `
      + 'container hosts" describes the rules.';
  },
};

/**
 * Returns the attribute `virtual_host`.
 *
 * @param what    what has it, such as "container"
 * @param effect  what the rules mean for that, in whole sentences
 */
export function virtualHostAttribute(what: string, effect: string) {
  return {
    type: 'string',
    optional: true,
    validators: [someRules],
    canonical: text(written),
    description: `The rules of the virtual container host of the ${what}, as JSON: `
      + '`jsonencode({ name = "blue", registries = ["registry.example.com"] })`. '
      + `${effect} ${what === 'image' ? 'An' : 'A'} ${what} that breaks a rule is refused at `
      + 'plan time, and again before it is created or changed. The engine does not know this attribute. The guide "Virtual container '
      + 'hosts" describes the rules.',
    change: `A change judges the ${what} anew, and changes nothing on the engine.`,
  } as const satisfies Attribute;
}

/** Returns rules, or what is wrong with a text that has none. */
export function readRules(rules: string): VirtualHostRules | string {
  try {
    return parseRules(rules);
  } catch (error) {
    if (error instanceof MalformedRules) return error.message;
    throw error;
  }
}

/** Returns the one spelling of rules, or undefined if there are none: a state may have some that an earlier version accepted. */
function written(spelling: string): string | undefined {
  const rules = readRules(spelling);
  return typeof rules === 'string' ? undefined : formatRules(rules);
}
