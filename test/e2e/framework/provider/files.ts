import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** The remote side of the test provider: a folder with one JSON file for each thing. */
export class Files {
  constructor(public readonly folder: string) {}

  public newId(): string {
    return randomUUID();
  }

  public read<T>(id: string): T | undefined {
    const file = this.file(id);
    return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) as T : undefined;
  }

  public write(id: string, thing: unknown): void {
    fs.mkdirSync(this.folder, { recursive: true });
    fs.writeFileSync(this.file(id), JSON.stringify(thing));
  }

  public remove(id: string): void {
    fs.rmSync(this.file(id), { force: true });
  }

  /** Waits, without a time limit, until another process has created a file. */
  public async waitFor(name: string): Promise<void> {
    while (!fs.existsSync(path.join(this.folder, name))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Signals another process by creating a file. */
  public signal(name: string): void {
    fs.mkdirSync(this.folder, { recursive: true });
    fs.writeFileSync(path.join(this.folder, name), '');
  }

  private file(id: string): string {
    return path.join(this.folder, `${id}.json`);
  }
}
