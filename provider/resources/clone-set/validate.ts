import { duplicateHost, noBatch, noImage, noSurge, nowhere } from './errors';
import { forkRules } from './fork/validate';
import { asContainer } from './plan';
import { inTemplate } from './template-path';
import { Diagnostic, DiagnosticError } from '../../diagnostics/diagnostics';
import { ObjectValue, Unknown, Value } from '../../framework/value/value';
import { container } from '../container/container';

type Body = { readonly [name: string]: Value };

/** Refuses what can't work whatever the engines have. */
export function validate(config: Body): void {
  const problems = [...hostRules(config), ...updateRules(config), ...forkRules(config), ...templateRules(config)];
  if (problems.length > 0) throw new DiagnosticError(...problems);
}

function hostRules({ host: hosts, replicas }: Body): Omit<Diagnostic, 'severity'>[] {
  if (!Array.isArray(hosts)) return [];
  const names = (hosts as readonly Body[]).map(({ name }) => name);
  const isDrained = (hosts as readonly Body[]).every(({ drain }) => drain === true);
  const duplicate = names.find((name, index) => typeof name === 'string' && names.indexOf(name) !== index);
  return [
    ...duplicate === undefined ? [] : [duplicateHost(String(duplicate))],
    ...typeof replicas === 'number' && replicas > 0 && isDrained ? [nowhere(replicas)] : [],
  ];
}

function updateRules({ rolling_update: updates, template: templates }: Body): Omit<Diagnostic, 'severity'>[] {
  const [update, template] = [firstOf(updates), firstOf(templates)];
  if (update === undefined) return [];
  if (update.max_unavailable === 0 && (update.max_surge ?? 0) === 0) return [noBatch];
  if (typeof update.max_surge !== 'number' || update.max_surge === 0 || template === undefined) return [];
  const blocks = (name: string) => (Array.isArray(template[name]) ? template[name] as readonly Value[] : [])
    .filter((block): block is ObjectValue => !(block instanceof Unknown));
  const has = (name: string, ...attributes: readonly string[]) => (
    blocks(name).some((block) => attributes.some((attribute) => (block[attribute] ?? null) !== null)));
  return [
    ...has('ports', 'external') ? [noSurge('the same port of the host (`ports.external`)')] : [],
    ...has('networks_advanced', 'ipv4_address', 'ipv6_address') ? [noSurge('the same address (`networks_advanced`)')] : [],
  ];
}

/** Returns the first of repeated blocks, if it is known. */
function firstOf(blocks: Value | undefined): Body | undefined {
  const [first] = Array.isArray(blocks) ? blocks as readonly Value[] : [];
  return first === undefined || first instanceof Unknown ? undefined : first as Body;
}

function templateRules({ template: templates, host: hosts, name = null }: Body): Omit<Diagnostic, 'severity'>[] {
  const template = firstOf(templates);
  if (template === undefined || !Array.isArray(hosts)) return [];
  const without = (template.image ?? null) !== null ? undefined : (hosts as readonly Body[]).find(({ image }) => (image ?? null) === null);
  try {
    container.validate!(asContainer(template, name, hosts as readonly Body[]));
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(inTemplate);
  }
  return without === undefined ? [] : [noImage(String(without.name))];
}
