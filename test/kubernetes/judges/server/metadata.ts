import { Findings } from './finding';
import { labelFindings, labelKeyFindings, nameFindings } from './names';
import { ApiObject } from '../objects/api-object';

/** What a name is for. All others are DNS names. */
const RULES: { readonly [kind: string]: readonly ['label' | 'service' | 'subdomain', number] } = {
  Namespace: ['label', 63],
  Service: ['service', 63],
  // The controllers add to the name, and use the sum as the value of a label.
  StatefulSet: ['subdomain', 52],
  CronJob: ['subdomain', 52],
  Job: ['subdomain', 63],
};

const MAX_ANNOTATIONS = 256 * 1024;

/** Returns what is wrong with the metadata of an object. */
export function* metadataFindings({ kind, metadata }: ApiObject): Findings {
  const { name, generateName, namespace, labels, annotations = {} } = metadata;
  const [rule, longest] = RULES[kind] ?? ['subdomain', 253];
  if (name === undefined && generateName === undefined) {
    yield { path: 'metadata.name', message: 'is missing. Give a name or a generateName.' };
  }
  if (name !== undefined) yield* nameFindings('metadata.name', name, rule, longest);
  // The server adds five characters.
  if (name === undefined && generateName !== undefined) yield* nameFindings('metadata.generateName', `${generateName}abcde`, rule, longest);
  if (namespace !== undefined) yield* nameFindings('metadata.namespace', namespace, 'label');
  yield* labelFindings('metadata.labels', labels);
  for (const key of Object.keys(annotations)) yield* labelKeyFindings('metadata.annotations', key);
  const size = Object.entries(annotations).flat().reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (size > MAX_ANNOTATIONS) yield { path: 'metadata.annotations', message: `has ${size} bytes. At most ${MAX_ANNOTATIONS} are allowed.` };
}
