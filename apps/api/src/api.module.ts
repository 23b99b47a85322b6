import { InvalidRequest, type Problem } from '@in-force/answers';
import { Courier, Desk, posting } from '@in-force/desk';
import { type Answers, Changes, ChangesFeeds, type Engine, Proofs } from '@in-force/engine';
import { type DynamicModule, Module, ValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import type { ValidationError } from 'class-validator';
import { Broadcast } from './broadcast.js';
import { ChangesController } from './changes.controller.js';
import { ChangesReader } from './changes-reader.js';
import { ChangesStreamController } from './changes-stream.controller.js';
import { DeliveriesController } from './deliveries.controller.js';
import { EngineModule } from './engine.module.js';
import { EventFilters } from './event-filters.js';
import { EventsController } from './events.controller.js';
import { FeedsController } from './feeds.controller.js';
import { FilesController } from './files.controller.js';
import { HealthController } from './health.controller.js';
import { ImportController } from './import.controller.js';
import { KeysController } from './keys.controller.js';
import { MeasuresController } from './measures.controller.js';
import { Metrics } from './metrics.js';
import { OpenapiController } from './openapi.controller.js';
import { API_OPTIONS, type ApiOptions } from './options.js';
import { PageController } from './page.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { ProofsController } from './proofs.controller.js';
import { QuestionReader } from './question-reader.js';
import { QuestionsController } from './questions.controller.js';
import { Recording } from './recording.js';
import { ResponseCache } from './response-cache.js';
import { Shortcut } from './shortcut.js';
import { StreamController } from './stream.controller.js';
import { WatchKeeper } from './watch-keeper.js';
import { WatchesController } from './watches.controller.js';
import { Who } from './who.js';

const problems = (errors: readonly ValidationError[]): Problem[] =>
  errors.map(({ property, constraints = {} }) => ({
    pointer: `/${property}`,
    detail: constraints.whitelistValidation ? 'Unknown field.' : Object.values(constraints).join('; '),
  }));

const validation = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  transform: false,
  exceptionFactory: (errors) => new InvalidRequest(problems(errors)),
});

@Module({
  controllers: [
    QuestionsController,
    FeedsController,
    FilesController,
    MeasuresController,
    ImportController,
    EventsController,
    ProofsController,
    StreamController,
    ChangesController,
    ChangesStreamController,
    KeysController,
    WatchesController,
    DeliveriesController,
    HealthController,
    OpenapiController,
    PageController,
  ],
  providers: [
    QuestionReader,
    ChangesReader,
    Broadcast,
    ResponseCache,
    Shortcut,
    Metrics,
    EventFilters,
    Recording,
    Who,
    WatchKeeper,
    { provide: APP_PIPE, useValue: validation },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class ApiModule {
  static on(engine: Engine, answers: Answers, desk: Desk, options: ApiOptions): DynamicModule {
    const changes = new Changes(engine, answers);
    const { now, url, secret = null, webhooks = 'public' } = options;
    const courier = new Courier(desk, changes, {
      now,
      secret,
      source: () => url ?? changes.recordName(),
      post: posting(webhooks),
      failed: (watch, error) => options.tell?.(`The watch ${watch} could not be told: ${(error as Error).stack}`),
    });
    const proofs = new Proofs(engine, options.url ?? null, options.signing);
    return {
      module: ApiModule,
      imports: [EngineModule.on(engine, answers)],
      providers: [
        { provide: API_OPTIONS, useValue: options },
        { provide: Proofs, useValue: proofs },
        { provide: Changes, useValue: changes },
        { provide: Desk, useValue: desk },
        { provide: Courier, useValue: courier },
        { provide: ChangesFeeds, useValue: new ChangesFeeds(engine, changes, options.tick) },
      ],
    };
  }
}
