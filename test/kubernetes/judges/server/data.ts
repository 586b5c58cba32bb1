import { Findings } from './finding';
import { nameFindings } from './names';
import { JsonObject, isObject } from '../objects/api-object';

/** In bytes, as the server counts. */
const MOST = 1024 * 1024;

/** The keys that a type of secret needs. */
const KEYS: { readonly [type: string]: readonly string[] } = {
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

/** Returns what is wrong with the data of a ConfigMap or a Secret. No message has a value. */
export function* dataFindings(kind: string, { data, binaryData, type }: JsonObject): Findings {
  const texts = isObject(data) ? data : {};
  const binaries = isObject(binaryData) ? binaryData : {};
  for (const key of [...Object.keys(texts), ...Object.keys(binaries)]) yield* nameFindings('data (key)', key, 'key');
  for (const key of Object.keys(texts)) {
    if (key in binaries) {
      yield { path: 'binaryData', message: `has the key "${key}", which is in data, too.` };
    }
  }
  const encoded = kind === 'Secret' ? texts : binaries;
  const size = [texts, binaries].flatMap((each) => Object.entries(each)).reduce((sum, [key, value]) => (
    sum + Buffer.byteLength(String(value), key in encoded ? 'base64' : 'utf8')
  ), 0);
  if (size > MOST) yield { path: 'data', message: `has ${size} bytes. At most ${MOST} are allowed.` };
  for (const key of KEYS[String(type)] ?? []) {
    if (!(key in texts)) yield { path: 'data', message: `lacks the key "${key}", which the type ${String(type)} needs.` };
  }
}
