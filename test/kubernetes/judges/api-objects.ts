import { ApiObject, Json, JsonObject, Labels, Metadata, isNamespaced, isObject } from './objects/api-object';
import { apiType } from './openapi/declarations';
import { Expressions, TerraformJson, Variables } from './terraform/expressions';
import { fieldsOfBlock } from './terraform/fields';
import { resourceSchema } from './terraform/provider-schema';
import { kindOf } from './terraform/resource-kinds';

/**
 * Returns the objects that the Kubernetes provider sends to the API for the resources of a stack. References to arguments of other
 * resources are replaced by their values. Resources of other providers are left out.
 *
 * A text that refers to what only an apply knows stays as it is. Elsewhere, such a reference is an error.
 */
export function apiObjects(stack: TerraformJson, variables: Variables = {}): ApiObject[] {
  const expressions = new Expressions(stack, variables);
  return Object.entries(stack.resource ?? {}).flatMap(([type, resources]) => (
    type.startsWith('kubernetes_')
      ? Object.entries(resources).map(([name, resource]) => apiObject(type, name, expressions.evaluate(resource as JsonObject)))
      : []
  ));
}

function apiObject(type: string, name: string, resource: Json): ApiObject {
  const address = `${type}.${name}`;
  if (!isObject(resource)) throw new Error(`${address} is no object. Write its arguments as an object.`);
  for (const argument of ['count', 'for_each', 'dynamic']) {
    if (argument in resource) throw new Error(`${address} has "${argument}", which only Terraform can expand. Synthesize each resource.`);
  }
  const { apiVersion, kind } = kindOf(type);
  const openApi = apiType(apiVersion, kind);
  if (openApi.is !== 'object') throw new Error(`The OpenAPI type of ${kind} is no object. Correct openapi/declarations.ts.`);
  const path = type.replace(/^kubernetes_/, '');
  const { metadata, ...fields } = fieldsOfBlock(resourceSchema(type), openApi.fields(), resource, { path, address });
  return { apiVersion, kind, metadata: metadataOf(kind, metadata), ...(kind === 'Secret' ? encoded(fields, resource) : fields) };
}

/** The provider puts an object without a namespace into the namespace `default`. */
function metadataOf(kind: string, metadata: Json | undefined): Metadata {
  const given = isObject(metadata) ? metadata as Metadata : {};
  return isNamespaced(kind) && given.namespace === undefined ? { ...given, namespace: 'default' } : given;
}

/** The API has the data of a secret in base64. The provider takes text in `data`, and base64 in `binary_data`. */
function encoded(fields: JsonObject, resource: JsonObject): JsonObject {
  const texts = [resource.data, resource.data_wo].filter(isObject) as Labels[];
  const binaries = [resource.binary_data, resource.binary_data_wo].filter(isObject) as Labels[];
  const data = Object.fromEntries([
    ...texts.flatMap((each) => Object.entries(each)).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')]),
    ...binaries.flatMap((each) => Object.entries(each)),
  ]);
  return Object.keys(data).length === 0 ? fields : { ...fields, data };
}
