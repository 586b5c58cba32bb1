import { createRequire } from 'node:module';
import { ApiType, apiType } from './declarations';
import { ApiObject, Json, isObject } from '../objects/api-object';
import { Finding, Findings } from '../server/finding';

/** What `kubernetes-models` exports for each kind. */
interface Model { new(data: object): { validate(): void } }

/** One error of Ajv, with which the models validate. */
interface ModelError { readonly instancePath: string; readonly message?: string; readonly params?: object }

const load = createRequire(__filename);

/** Returns where an object isn't what the OpenAPI of Kubernetes asks for, and which of its fields the OpenAPI doesn't have. */
export function* schemaFindings(object: ApiObject): Findings {
  const { apiVersion, kind } = object;
  yield* unknownFields('', object as unknown as Json, apiType(apiVersion, kind));
  const models = load(`kubernetes-models/${apiVersion}/${kind}`) as { readonly [kind: string]: Model };
  try {
    new models[kind](object).validate();
  } catch (error) {
    const { errors } = error as { readonly errors?: readonly ModelError[] };
    if (errors === undefined) throw error;
    yield* errors.map(findingOf);
  }
}

function findingOf({ instancePath, message, params }: ModelError): Finding {
  const path = instancePath.slice(1).replace(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.');
  return { path, message: `${message ?? 'is wrong'} ${JSON.stringify(params ?? {})}` };
}

/** The API server refuses unknown fields, as the provider would have to send them. Ajv lets them pass. */
function* unknownFields(path: string, value: Json | undefined, type: ApiType): Findings {
  if (type.is === 'list' && Array.isArray(value)) {
    for (const [index, each] of (value as readonly Json[]).entries()) yield* unknownFields(`${path}[${index}]`, each, type.of);
  }
  if (type.is !== 'object' || !isObject(value)) return;
  const fields = type.fields();
  for (const [name, each] of Object.entries(value)) {
    const at = path === '' ? name : `${path}.${name}`;
    const field = fields.get(name);
    if (field === undefined) yield { path: at, message: 'is no field of the API.' };
    else yield* unknownFields(at, each, field);
  }
}
