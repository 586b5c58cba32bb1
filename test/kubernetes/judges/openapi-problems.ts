import { ApiObject, Problem, nameOf } from './objects/api-object';
import { schemaFindings } from './openapi/schema-findings';
import { Finding } from './server/finding';
import { References } from './server/references';
import { serverFindings } from './server/server-findings';

/**
 * Returns what a Kubernetes API server would refuse in objects, by its OpenAPI and by its own rules, and what would not work: references
 * to objects that are missing, Services without pods, or two objects with the same name. The cluster may have other objects already.
 */
export function openApiProblems(objects: readonly ApiObject[], existing: readonly ApiObject[] = []): Problem[] {
  const references = new References([...existing, ...objects]);
  const seen = new Set<string>();
  return objects.flatMap((object) => {
    const name = nameOf(object);
    const problems = (findings: Iterable<Finding>) => [...findings].map((finding): Problem => ({ object: name, ...finding }));
    const twice = seen.has(name) ? [{ object: name, path: 'metadata.name', message: 'is the name of another object, too.' }] : [];
    if (object.metadata.name !== undefined) seen.add(name);
    // The other rules need fields of the right types.
    const schema = problems(schemaFindings(object));
    return schema.length > 0 ? schema : [...twice, ...problems(serverFindings(object)), ...problems(references.findings(object))];
  });
}
