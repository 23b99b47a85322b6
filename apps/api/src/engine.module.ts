import { Answers, Engine } from '@in-force/engine';
import { type DynamicModule, Global, Module } from '@nestjs/common';

/** Gives the app the engine and the answers. */
@Global()
@Module({})
export class EngineModule {
  static on(engine: Engine, answers: Answers): DynamicModule {
    return {
      module: EngineModule,
      providers: [
        { provide: Engine, useValue: engine },
        { provide: Answers, useValue: answers },
      ],
      exports: [Engine, Answers],
    };
  }
}
