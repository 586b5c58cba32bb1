import { TerraformResource } from 'cdktf';
import { describeViolation } from './describe-violation';
import { policyOverridden } from './errors';
import { PolicyModel, policyAttributes } from '../model/policy';
import { BerthError } from '../private/berth-error';
import { isUnknown } from '../private/expressions';
import { completeControls, violations } from '../shared/controls/compare';
import { parsePolicy } from '../shared/controls/policy-text';
import { DescribedContainer } from '../shared/controls/reader';
import { enforcedPolicy } from '../targets/raw/enforced-policy';

/**
 * Returns an error for each attribute of a container's policy that, as it will be synthesized, asks for less than the policy that is
 * enforced. An override, a property or another aspect can change it after the policy was written.
 */
export function overriddenPolicyProblems(resource: TerraformResource, described: DescribedContainer): BerthError[] {
  const enforced = enforcedPolicy(resource);
  if (enforced === undefined) return [];
  const { isolation_policy: written } = policyAttributes(enforced);
  const { isolation_policy: text, isolation_exemptions: exemptions } = described;
  const weakened: [string, unknown, string[]][] = [
    ['isolation_policy', text, text === written ? [] : reasonsAgainstText(text, enforced)],
    ['isolation_exemptions', exemptions, reasonsAgainstExemptions(exemptions, enforced)],
  ];
  return weakened
    .filter(([, , reasons]) => reasons.length > 0)
    .map(([name, given, reasons]) => policyOverridden(name, given, written, reasons));
}

function reasonsAgainstText(text: unknown, { controls, sharedFolders }: PolicyModel): string[] {
  if (text === undefined || text === null) return ['it is missing'];
  if (typeof text !== 'string' || isUnknown(text)) return [NOT_KNOWN];
  try {
    const policy = parsePolicy(text);
    const isDeclared = ({ path, readOnly }: typeof sharedFolders[number]) =>
      sharedFolders.some((folder) => folder.path === path && (readOnly || !folder.readOnly));
    return [
      ...violations(controls, completeControls(policy.controls)).map(describeViolation),
      ...policy.sharedFolders.filter((folder) => !isDeclared(folder)).map(({ path }) => `the host does not share "${path}" like that`),
    ];
  } catch (error) {
    return [(error as Error).message.replace(/\.$/, '')];
  }
}

function reasonsAgainstExemptions(reasons: unknown, { exemptions }: PolicyModel): string[] {
  if (reasons === undefined || reasons === null) return [];
  if (isUnknown(reasons) || typeof reasons !== 'object') return [NOT_KNOWN];
  return Object.entries(reasons)
    .filter(([control, reason]) => reason !== null && exemptions.every((each) => each.control !== control))
    .map(([control]) => `the container has no exemption from "${control}"`);
}

const NOT_KNOWN = 'its value is known only after apply';
