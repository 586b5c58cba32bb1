import { Container } from './container';
import { badRequest, conflict, notFound } from '../api-error';

/** The containers of an engine, by id and by name. */
export class Containers {
  private readonly byId = new Map<string, Container>();
  private readonly byName = new Map<string, Container>();

  public all(): IterableIterator<Container> {
    return this.byId.values();
  }

  public get size(): number {
    return this.byId.size;
  }

  /** Finds a container by its id, its name, or the beginning of its id, in this order. */
  public find(reference: string): Container | undefined {
    const found = this.byId.get(reference) ?? this.byName.get(reference.replace(/^\//, ''));
    if (found !== undefined || !/^[0-9a-f]{1,63}$/.test(reference)) return found;
    const matching = [...this.byId.values()].filter(({ id }) => id.startsWith(reference));
    if (matching.length > 1) throw badRequest(`Multiple IDs found with provided prefix: ${reference}`);
    return matching[0];
  }

  /** Finds a container as `find` does, and answers 404 if there is none. */
  public get(reference: string): Container {
    const found = this.find(reference);
    if (found === undefined) throw notFound(`No such container: ${reference}`);
    return found;
  }

  public has({ id }: Pick<Container, 'id'>): boolean {
    return this.byId.has(id);
  }

  /** Refuses a name that the engine does not allow, or that a container has. */
  public requireFree(name: string): void {
    const taken = this.byName.get(name);
    if (taken === undefined) return;
    throw conflict(`Conflict. The container name "/${name}" is already in use by container "${taken.id}". `
      + 'You have to remove (or rename) that container to be able to reuse that name.');
  }

  public add(container: Container): void {
    this.byId.set(container.id, container);
    this.byName.set(container.name, container);
  }

  public rename(container: Container, name: string): void {
    this.byName.delete(container.name);
    container.name = name;
    this.byName.set(name, container);
  }

  public delete(container: Container): void {
    this.byId.delete(container.id);
    this.byName.delete(container.name);
  }
}
