-- A database as the program of schema 22 left it: its own invented sample data, one server of the simulated Discord with
-- two subscriptions, settings and an audit log. Written by `.dump` of sqlite3.
BEGIN TRANSACTION;
CREATE TABLE alias (
    kind     TEXT NOT NULL,                         
    ours     BIGINT NOT NULL,
    folded   TEXT NOT NULL,
    name     TEXT NOT NULL,
    provider TEXT NOT NULL,
    PRIMARY KEY (kind, ours, folded)
);
INSERT INTO "alias" VALUES('team',1,'glacier wolves','Glacier Wolves','sample');
INSERT INTO "alias" VALUES('team',2,'harbor nine','Harbor Nine','sample');
INSERT INTO "alias" VALUES('team',3,'kestrel','Kestrel','sample');
INSERT INTO "alias" VALUES('team',3,'kestrel gaming','Kestrel Gaming','sample');
INSERT INTO "alias" VALUES('team',4,'monsoon esports','Monsoon Esports','sample');
INSERT INTO "alias" VALUES('team',5,'ferrum','Ferrum','sample');
INSERT INTO "alias" VALUES('team',5,'team ferrum','Team Ferrum','sample');
INSERT INTO "alias" VALUES('team',6,'quiet storm','Quiet Storm','sample');
INSERT INTO "alias" VALUES('team',7,'palisade','Palisade','sample');
INSERT INTO "alias" VALUES('team',8,'tidal union','Tidal Union','sample');
INSERT INTO "alias" VALUES('team',9,'ember guild','Ember Guild','sample');
INSERT INTO "alias" VALUES('team',10,'night ferry','Night Ferry','sample');
INSERT INTO "alias" VALUES('team',11,'lumen five','Lumen Five','sample');
INSERT INTO "alias" VALUES('team',12,'basalt','Basalt','sample');
INSERT INTO "alias" VALUES('team',13,'copper crows','Copper Crows','sample');
INSERT INTO "alias" VALUES('team',14,'delta pines','Delta Pines','sample');
INSERT INTO "alias" VALUES('team',15,'zubr gaming','Żubr Gaming','sample');
INSERT INTO "alias" VALUES('team',16,'condor club','Cóndor Club','sample');
INSERT INTO "alias" VALUES('player',1,'fjordling','fjordling','sample');
INSERT INTO "alias" VALUES('player',2,'nordis','Nordis','sample');
INSERT INTO "alias" VALUES('player',3,'icepick','icepick','sample');
INSERT INTO "alias" VALUES('player',4,'skarv','skarv','sample');
INSERT INTO "alias" VALUES('player',5,'brage','brage','sample');
INSERT INTO "alias" VALUES('player',6,'halvor','Halvor','sample');
INSERT INTO "alias" VALUES('player',7,'lotse','Lotse','sample');
INSERT INTO "alias" VALUES('player',8,'kaiser9','kaiser9','sample');
INSERT INTO "alias" VALUES('player',9,'dock','dock','sample');
INSERT INTO "alias" VALUES('player',10,'mewe','mewe','sample');
INSERT INTO "alias" VALUES('player',11,'tau','Tau','sample');
INSERT INTO "alias" VALUES('player',12,'hafenmeister','Hafenmeister','sample');
INSERT INTO "alias" VALUES('player',13,'hover','hover','sample');
INSERT INTO "alias" VALUES('player',14,'tally','Tally','sample');
INSERT INTO "alias" VALUES('player',15,'wren','wren','sample');
INSERT INTO "alias" VALUES('player',16,'quill','quill','sample');
INSERT INTO "alias" VALUES('player',17,'moor','moor','sample');
INSERT INTO "alias" VALUES('player',18,'falconer','Falconer','sample');
INSERT INTO "alias" VALUES('player',19,'varsha','varsha','sample');
INSERT INTO "alias" VALUES('player',20,'megh','Megh','sample');
INSERT INTO "alias" VALUES('player',21,'tufaan','tufaan','sample');
INSERT INTO "alias" VALUES('player',22,'nadix','NadiX','sample');
INSERT INTO "alias" VALUES('player',23,'bijli','bijli','sample');
INSERT INTO "alias" VALUES('player',24,'guru','guru','sample');
INSERT INTO "alias" VALUES('player',25,'kovach','kovach','sample');
INSERT INTO "alias" VALUES('player',26,'zalizo','zalizo','sample');
INSERT INTO "alias" VALUES('player',27,'iskra','Iskra','sample');
INSERT INTO "alias" VALUES('player',28,'molot','molot','sample');
INSERT INTO "alias" VALUES('player',29,'stal','stal','sample');
INSERT INTO "alias" VALUES('player',30,'gart','Gart','sample');
INSERT INTO "alias" VALUES('player',31,'hush','hush','sample');
INSERT INTO "alias" VALUES('player',32,'lull','Lull','sample');
INSERT INTO "alias" VALUES('player',33,'static','static','sample');
INSERT INTO "alias" VALUES('player',34,'drizzle','drizzle','sample');
INSERT INTO "alias" VALUES('player',35,'ebb','ebb','sample');
INSERT INTO "alias" VALUES('player',36,'mute','Mute','sample');
INSERT INTO "alias" VALUES('player',37,'klit','klit','sample');
INSERT INTO "alias" VALUES('player',38,'bolge','Bølge','sample');
INSERT INTO "alias" VALUES('player',39,'anker','anker','sample');
INSERT INTO "alias" VALUES('player',40,'sild','sild','sample');
INSERT INTO "alias" VALUES('player',41,'havn','havn','sample');
INSERT INTO "alias" VALUES('player',42,'styrmand','Styrmand','sample');
INSERT INTO "alias" VALUES('player',43,'ala','Ala','sample');
INSERT INTO "alias" VALUES('player',44,'puma','puma','sample');
INSERT INTO "alias" VALUES('player',45,'cumbre','cumbre','sample');
INSERT INTO "alias" VALUES('player',46,'nieve','nieve','sample');
INSERT INTO "alias" VALUES('player',47,'rayo','rayo','sample');
INSERT INTO "alias" VALUES('player',48,'condor viejo','Cóndor Viejo','sample');
INSERT INTO "alias" VALUES('player',49,'breaker','breaker','sample');
INSERT INTO "alias" VALUES('player',50,'gale','gale','sample');
INSERT INTO "alias" VALUES('player',51,'ledger','ledger','sample');
INSERT INTO "alias" VALUES('tournament',1,'meridian masters 2026','Meridian Masters 2026','sample');
INSERT INTO "alias" VALUES('tournament',2,'baltic open 2026','Baltic Open 2026','sample');
INSERT INTO "alias" VALUES('tournament',3,'sunrise league 2026','Sunrise League 2026','sample');
INSERT INTO "alias" VALUES('tournament',4,'equinox finals 2026','Equinox Finals 2026','sample');
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    guild_id     BIGINT NOT NULL,
    actor_id     BIGINT,                            
    at           BIGINT NOT NULL,
    action       TEXT NOT NULL,                     
    subject      TEXT NOT NULL,
    value_before TEXT NOT NULL,
    value_after  TEXT NOT NULL
);
INSERT INTO "audit" VALUES(1,1444912938744807426,1577184515795714071,1796100492545,'follow.add','**Glacier Wolves**','','<#1577184509785276419>: starts, results, changed times, cancelled matches, players who come and go · reminded 15 min before');
INSERT INTO "audit" VALUES(2,1444912938744807426,1577184515795714071,1796100492749,'follow.add','matches of tier A and above','','<#1577184509785276419>: starts, results, changed times, cancelled matches, players who come and go · reminded 15 min before');
INSERT INTO "audit" VALUES(3,1444912938744807426,1577184515795714071,1796100492814,'settings.change','spoilers','show','hide');
INSERT INTO "audit" VALUES(4,1444912938744807426,1577184515795714071,1796100492814,'settings.change','time_zone','','Europe/Berlin');
CREATE TABLE "change" (id INTEGER PRIMARY KEY, match_id BIGINT REFERENCES match (id), at BIGINT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL, team_id BIGINT REFERENCES team (id), player_id BIGINT REFERENCES player (id), planned_at BIGINT);
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    subscription_id BIGINT NOT NULL,
    occasion        TEXT NOT NULL,                  
    kind            TEXT NOT NULL,
    change_id       BIGINT,                         
    match_id        BIGINT,
    guild_id        BIGINT NOT NULL,
    destination     TEXT NOT NULL,
    target_id       BIGINT NOT NULL,
    told_for        BIGINT,                         
    edits           BIGINT,                         
    urgency         INTEGER NOT NULL,               
    turn            BIGINT NOT NULL,                
    planned_at      BIGINT NOT NULL,
    due_at          BIGINT NOT NULL,
    expires_at      BIGINT,
    state           TEXT NOT NULL,                  
    reason          TEXT NOT NULL,                  
    attempts        INTEGER NOT NULL,
    attempted_at    BIGINT,
    settled_at      BIGINT,
    channel_id      BIGINT,                         
    message_id      BIGINT,
    shown_revision  BIGINT, thread_id BIGINT, published INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 0, held INTEGER NOT NULL DEFAULT 0, doubt_since BIGINT,                         
    UNIQUE (subscription_id, occasion)
);
CREATE TABLE external_id (
    provider TEXT NOT NULL,
    kind     TEXT NOT NULL,                         
    external TEXT NOT NULL,
    ours     BIGINT NOT NULL, url TEXT NOT NULL DEFAULT '', seen_at BIGINT,
    PRIMARY KEY (provider, kind, external)
);
INSERT INTO "external_id" VALUES('sample','team','sample-glacier',1,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-harbor',2,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-kestrel',3,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-monsoon',4,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-ferrum',5,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-quiet',6,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-palisade',7,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-tidal',8,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-ember',9,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-ferry',10,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-lumen',11,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-basalt',12,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-crows',13,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-pines',14,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-zubr',15,'',NULL);
INSERT INTO "external_id" VALUES('sample','team','sample-condor',16,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-fjordling',1,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Nordis',2,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-icepick',3,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-skarv',4,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-brage',5,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Halvor',6,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Lotse',7,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-kaiser9',8,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-dock',9,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-mewe',10,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Tau',11,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Hafenmeister',12,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-hover',13,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Tally',14,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-wren',15,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-quill',16,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-moor',17,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Falconer',18,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-varsha',19,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Megh',20,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-tufaan',21,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-NadiX',22,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-bijli',23,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-guru',24,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-kovach',25,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-zalizo',26,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Iskra',27,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-molot',28,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-stal',29,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Gart',30,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-hush',31,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Lull',32,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-static',33,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-drizzle',34,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-ebb',35,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Mute',36,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-klit',37,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Bølge',38,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-anker',39,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-sild',40,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-havn',41,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Styrmand',42,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Ala',43,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-puma',44,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-cumbre',45,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-nieve',46,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-rayo',47,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-Cóndor Viejo',48,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-breaker',49,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-gale',50,'',NULL);
INSERT INTO "external_id" VALUES('sample','player','sample-ledger',51,'',NULL);
INSERT INTO "external_id" VALUES('sample','tournament','sample-meridian',1,'',NULL);
INSERT INTO "external_id" VALUES('sample','tournament','sample-baltic',2,'',NULL);
INSERT INTO "external_id" VALUES('sample','tournament','sample-sunrise',3,'',NULL);
INSERT INTO "external_id" VALUES('sample','tournament','sample-equinox',4,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-1',1,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-2',2,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-3',3,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-4',4,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-5',5,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-6',6,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-7',7,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-bo-1',8,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-bo-2',9,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-bo-3',10,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-bo-4',11,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-sl-1',12,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-sl-2',13,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-ef-1',14,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-ef-2',15,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-ef-3',16,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-8',17,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-bo-5',18,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-9',19,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-10',20,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-mm-11',21,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-bo-6',22,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-bo-7',23,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-sl-3',24,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-sl-4',25,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-sl-5',26,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-sl-6',27,'',NULL);
INSERT INTO "external_id" VALUES('sample','match','sample-sl-7',28,'',NULL);
CREATE TABLE fact_override (
    id INTEGER PRIMARY KEY,
    kind          TEXT NOT NULL,                    
    ours          BIGINT NOT NULL,
    fact          TEXT NOT NULL,
    value         TEXT NOT NULL,
    told          TEXT,                             
    first_team_id BIGINT REFERENCES team (id),      
    reason        TEXT NOT NULL,
    set_by        TEXT NOT NULL,
    set_at        BIGINT NOT NULL,
    withdrawn_by  TEXT,
    withdrawn_at  BIGINT
);
CREATE TABLE feed (
    provider     TEXT NOT NULL,
    feed         TEXT NOT NULL,
    succeeded_at BIGINT,
    tried_at     BIGINT,
    failures     BIGINT NOT NULL,                   
    last_error   TEXT NOT NULL, lists_matches INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (provider, feed)
);
CREATE TABLE generation (
    topic TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO "generation" VALUES('matches',2);
INSERT INTO "generation" VALUES('names',2);
INSERT INTO "generation" VALUES('feeds',1);
INSERT INTO "generation" VALUES('guilds',2);
INSERT INTO "generation" VALUES('players',2);
INSERT INTO "generation" VALUES('tables',2);
CREATE TABLE guild (
    id         BIGINT PRIMARY KEY,                  
    name       TEXT NOT NULL,
    joined_at  BIGINT NOT NULL,
    retired_at BIGINT                               
);
INSERT INTO "guild" VALUES(1444912938744807426,'Old server 1',1796100491108,NULL);
CREATE TABLE guild_alias (
    guild_id BIGINT NOT NULL,
    folded   TEXT NOT NULL,
    kind     TEXT NOT NULL,                         
    ours     BIGINT NOT NULL,
    name     TEXT NOT NULL,                         
    added_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, folded, kind)
);
CREATE TABLE guild_settings (
    guild_id  BIGINT PRIMARY KEY,
    spoilers  TEXT NOT NULL,
    locale    TEXT,
    time_zone TEXT
, default_channel_id BIGINT, notice_channel_id BIGINT, manager_roles TEXT, quiet_from BIGINT, quiet_until BIGINT, audit_days BIGINT, default_channel_kind TEXT);
INSERT INTO "guild_settings" VALUES(1444912938744807426,'hide',NULL,'Europe/Berlin',NULL,NULL,NULL,NULL,NULL,NULL,'channel');
CREATE TABLE identity_move (
    operation_id BIGINT NOT NULL REFERENCES identity_operation (id),
    reference    TEXT NOT NULL,                     
    number_key   BIGINT NOT NULL,
    text_key     TEXT NOT NULL,
    PRIMARY KEY (operation_id, reference, number_key, text_key)
);
CREATE TABLE identity_operation (
    id INTEGER PRIMARY KEY,
    operation TEXT NOT NULL,                        
    kind      TEXT NOT NULL,
    ours      BIGINT NOT NULL,                      
    other     BIGINT,                               
    by_whom   TEXT NOT NULL,                        
    reason    TEXT NOT NULL,
    at        BIGINT NOT NULL,
    undone_at BIGINT,
    undone_by TEXT
);
CREATE TABLE import_file (
    digest     TEXT NOT NULL,                       
    source     TEXT NOT NULL,                       
    name       TEXT NOT NULL,                       
    rows_done  BIGINT NOT NULL,
    rejected   BIGINT NOT NULL,                     
    created    BIGINT NOT NULL,                     
    changed    BIGINT NOT NULL,                     
    begun_at   BIGINT NOT NULL,
    ended_at   BIGINT,                              
    PRIMARY KEY (digest, source)
);
CREATE TABLE issue (
    id INTEGER PRIMARY KEY,
    kind           TEXT NOT NULL,
    provider       TEXT NOT NULL,                   
    subject        TEXT NOT NULL,
    rule           TEXT NOT NULL,
    detail         TEXT NOT NULL,
    digest         TEXT NOT NULL,                   
    first_seen_at  BIGINT NOT NULL,
    last_seen_at   BIGINT NOT NULL,
    settled_at     BIGINT,
    settled_reason TEXT
);
CREATE TABLE lease (
    name       TEXT PRIMARY KEY,
    owner      TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE TABLE line_up (
    match_id  BIGINT NOT NULL REFERENCES match (id),
    slot      INTEGER NOT NULL,
    position  INTEGER NOT NULL,                     
    player_id BIGINT NOT NULL REFERENCES player (id),
    provider  TEXT NOT NULL,
    PRIMARY KEY (match_id, slot, player_id)
);
INSERT INTO "line_up" VALUES(3,0,1,1,'sample');
INSERT INTO "line_up" VALUES(3,0,2,2,'sample');
INSERT INTO "line_up" VALUES(3,0,3,3,'sample');
INSERT INTO "line_up" VALUES(3,0,4,4,'sample');
INSERT INTO "line_up" VALUES(3,0,5,5,'sample');
INSERT INTO "line_up" VALUES(3,1,1,43,'sample');
INSERT INTO "line_up" VALUES(3,1,2,44,'sample');
INSERT INTO "line_up" VALUES(3,1,3,45,'sample');
INSERT INTO "line_up" VALUES(3,1,4,46,'sample');
INSERT INTO "line_up" VALUES(3,1,5,47,'sample');
INSERT INTO "line_up" VALUES(16,0,1,1,'sample');
INSERT INTO "line_up" VALUES(16,0,2,2,'sample');
INSERT INTO "line_up" VALUES(16,0,3,3,'sample');
INSERT INTO "line_up" VALUES(16,0,4,4,'sample');
INSERT INTO "line_up" VALUES(16,0,5,5,'sample');
INSERT INTO "line_up" VALUES(16,1,1,7,'sample');
INSERT INTO "line_up" VALUES(16,1,2,8,'sample');
INSERT INTO "line_up" VALUES(16,1,3,9,'sample');
INSERT INTO "line_up" VALUES(16,1,4,10,'sample');
INSERT INTO "line_up" VALUES(16,1,5,11,'sample');
CREATE TABLE match (
    id INTEGER PRIMARY KEY,
    revision              BIGINT NOT NULL,          
    tournament_id         BIGINT REFERENCES tournament (id),
    first_team_id         BIGINT REFERENCES team (id),
    first_name            TEXT NOT NULL,
    second_team_id        BIGINT REFERENCES team (id),
    second_name           TEXT NOT NULL,
    stage                 TEXT NOT NULL,
    status                TEXT NOT NULL,
    best_of               INTEGER,
    scheduled_at          BIGINT,
    time_is_exact         INTEGER NOT NULL,
    original_scheduled_at BIGINT,
    started_at            BIGINT,
    ended_at              BIGINT,
    calendar_at           BIGINT,                   
    first_score           INTEGER,
    second_score          INTEGER,
    winner                INTEGER,
    draw                  INTEGER NOT NULL,
    forfeit               INTEGER NOT NULL,
    veto                  TEXT NOT NULL,            
    streams               TEXT NOT NULL,
    links                 TEXT NOT NULL
, retired_at BIGINT, retired_reason TEXT, merged_into BIGINT REFERENCES match (id), plan_revision BIGINT NOT NULL DEFAULT 1, plan_changed_at BIGINT);
INSERT INTO "match" VALUES(1,1,1,1,'Glacier Wolves',13,'Copper Crows','Group A – Opening match','finished',1,1795734000000,1,NULL,1795734240000,1795737120000,1795734240000,1,0,0,0,0,'[]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(2,1,1,3,'Kestrel',16,'Cóndor Club','Group A – Opening match','finished',1,1795741200000,1,NULL,1795741440000,1795744320000,1795741440000,0,1,1,0,0,'[]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(3,1,1,1,'Glacier Wolves',16,'Cóndor Club','Group A – Winners'' match','finished',3,1795820400000,1,NULL,1795820640000,1795830480000,1795820640000,2,1,0,0,0,'[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Dust II","by":1},{"action":"pick","map":"Nuke","by":0},{"action":"pick","map":"Anubis","by":1},{"action":"ban","map":"Mirage","by":0},{"action":"ban","map":"Train","by":1},{"action":"decider","map":"Inferno"}]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(4,1,1,2,'Harbor Nine',6,'Quiet Storm','Group B – Opening match','finished',1,1795827600000,1,NULL,1795827840000,1795830720000,1795827840000,1,0,0,0,0,'[]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(5,1,1,2,'Harbor Nine',8,'Tidal Union','Group B – Winners'' match','finished',3,1795910400000,1,NULL,1795910640000,1795917000000,1795910640000,2,0,0,0,0,'[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Train","by":1},{"action":"pick","map":"Mirage","by":0},{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Inferno","by":1},{"action":"decider","map":"Nuke"}]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(6,1,1,3,'Kestrel',8,'Tidal Union','Quarterfinal','finished',3,1795996800000,1,NULL,1795997040000,1796006880000,1795997040000,1,2,1,0,0,'[{"action":"ban","map":"Anubis","by":0},{"action":"ban","map":"Dust II","by":1},{"action":"pick","map":"Inferno","by":0},{"action":"pick","map":"Nuke","by":1},{"action":"ban","map":"Mirage","by":0},{"action":"ban","map":"Train","by":1},{"action":"decider","map":"Ancient"}]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(7,1,1,16,'Cóndor Club',6,'Quiet Storm','Quarterfinal','finished',3,1796007600000,1,NULL,1796007840000,1796014200000,1796007840000,2,0,0,0,0,'[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Inferno","by":1},{"action":"pick","map":"Anubis","by":0},{"action":"pick","map":"Dust II","by":1},{"action":"ban","map":"Mirage","by":0},{"action":"ban","map":"Nuke","by":1},{"action":"decider","map":"Train"}]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(8,1,2,5,'Ferrum',12,'Basalt','Round 1','finished',3,1795478400000,1,NULL,1795478640000,1795485000000,1795478640000,2,0,0,0,0,'[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Mirage","by":0},{"action":"pick","map":"Overpass","by":1},{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Inferno","by":1},{"action":"decider","map":"Nuke"}]','[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(9,1,2,9,'Ember Guild',11,'Lumen Five','Round 1','finished',3,1795557600000,1,NULL,1795557840000,1795567680000,1795557840000,1,2,1,0,0,'[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Nuke","by":1},{"action":"pick","map":"Inferno","by":0},{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Mirage","by":1},{"action":"decider","map":"Train"}]','[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(10,1,2,5,'Ferrum',11,'Lumen Five','Round 2','finished',3,1795921200000,1,NULL,1795921440000,1795927800000,1795921440000,2,0,0,0,0,'[{"action":"ban","map":"Anubis","by":0},{"action":"ban","map":"Dust II","by":1},{"action":"pick","map":"Ancient","by":0},{"action":"pick","map":"Mirage","by":1},{"action":"ban","map":"Inferno","by":0},{"action":"ban","map":"Nuke","by":1},{"action":"decider","map":"Train"}]','[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(11,1,2,15,'Żubr Gaming',10,'Night Ferry','Round 2','finished',3,1796000400000,1,NULL,1796000640000,1796007000000,1796000640000,0,2,1,0,0,'[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Inferno","by":1},{"action":"pick","map":"Dust II","by":0},{"action":"pick","map":"Anubis","by":1},{"action":"ban","map":"Mirage","by":0},{"action":"ban","map":"Nuke","by":1},{"action":"decider","map":"Train"}]','[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(12,1,3,14,'Delta Pines',7,'Palisade','Week 3','finished',2,1795989600000,1,NULL,1795989840000,1795996200000,1795989840000,1,1,NULL,1,0,'[]','[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(13,1,3,4,'Monsoon Esports',15,'Żubr Gaming','Week 3','finished',3,1796076000000,1,NULL,NULL,1796076000000,1796076000000,0,1,1,0,1,'[]','[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(14,1,4,1,'Glacier Wolves',5,'Ferrum','Semifinal','finished',3,1792468800000,1,NULL,1792469040000,1792475400000,1792469040000,2,0,0,0,0,'[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Nuke","by":0},{"action":"pick","map":"Mirage","by":1},{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Inferno","by":1},{"action":"decider","map":"Train"}]','[{"url":"https://stream.example/equinox","language":"en","official":true,"main":true},{"url":"https://stream.example/equinox-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(15,1,4,2,'Harbor Nine',3,'Kestrel','Semifinal','finished',3,1792483200000,1,NULL,1792483440000,1792493280000,1792483440000,2,1,0,0,0,'[{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Mirage","by":1},{"action":"pick","map":"Inferno","by":0},{"action":"pick","map":"Anubis","by":1},{"action":"ban","map":"Nuke","by":0},{"action":"ban","map":"Train","by":1},{"action":"decider","map":"Ancient"}]','[{"url":"https://stream.example/equinox","language":"en","official":true,"main":true},{"url":"https://stream.example/equinox-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(16,1,4,1,'Glacier Wolves',2,'Harbor Nine','Grand final','finished',3,1792555200000,1,NULL,1792555440000,1792565280000,1792555440000,2,1,0,0,0,'[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Train","by":0},{"action":"pick","map":"Dust II","by":1},{"action":"ban","map":"Inferno","by":0},{"action":"ban","map":"Mirage","by":1},{"action":"decider","map":"Nuke"}]','[{"url":"https://stream.example/equinox","language":"en","official":true,"main":true},{"url":"https://stream.example/equinox-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(17,1,1,1,'Glacier Wolves',8,'Tidal Union','Semifinal','live',3,1796094000000,1,NULL,1796094240000,NULL,1796094240000,1,0,NULL,0,0,'[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Inferno","by":1},{"action":"pick","map":"Nuke","by":0},{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Mirage","by":1},{"action":"decider","map":"Train"}]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(18,1,2,5,'Ferrum',10,'Night Ferry','Round 3','live',3,1796097600000,1,NULL,1796097840000,NULL,1796097840000,0,0,NULL,0,0,'[]','[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(19,1,1,2,'Harbor Nine',16,'Cóndor Club','Semifinal','scheduled',3,1796108400000,1,NULL,NULL,NULL,1796108400000,NULL,NULL,NULL,0,0,'[]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(20,1,1,NULL,'Loser of semifinal 1',NULL,'Loser of semifinal 2','Third place match','scheduled',3,1796184000000,1,NULL,NULL,NULL,1796184000000,NULL,NULL,NULL,0,0,'[]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(21,1,1,NULL,'Winner of semifinal 1',NULL,'Winner of semifinal 2','Grand final','scheduled',5,1796198400000,1,NULL,NULL,NULL,1796198400000,NULL,NULL,NULL,0,0,'[]','[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(22,1,2,12,'Basalt',9,'Ember Guild','Round 3','scheduled',3,1796115600000,1,NULL,NULL,NULL,1796115600000,NULL,NULL,NULL,0,0,'[]','[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(23,1,2,11,'Lumen Five',NULL,'Winner of round 3','Round 4','scheduled',3,1796277600000,1,NULL,NULL,NULL,1796277600000,NULL,NULL,NULL,0,0,'[]','[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(24,1,3,14,'Delta Pines',4,'Monsoon Esports','Week 4','scheduled',3,1796126400000,1,NULL,NULL,NULL,1796126400000,NULL,NULL,NULL,0,0,'[]','[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(25,1,3,7,'Palisade',13,'Copper Crows','Week 4','scheduled',3,1796209200000,1,NULL,NULL,NULL,1796209200000,NULL,NULL,NULL,0,0,'[]','[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(26,1,3,15,'Żubr Gaming',3,'Kestrel','Week 4','scheduled',3,1796292000000,1,NULL,NULL,NULL,1796292000000,NULL,NULL,NULL,0,0,'[]','[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(27,1,3,13,'Copper Crows',6,'Quiet Storm','Week 3','postponed',3,NULL,1,1796025600000,NULL,NULL,1796025600000,NULL,NULL,NULL,0,0,'[]','[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
INSERT INTO "match" VALUES(28,1,3,9,'Ember Guild',12,'Basalt','Showmatch','cancelled',1,1796140800000,1,NULL,NULL,NULL,1796140800000,NULL,NULL,NULL,0,0,'[]','[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]','[]',NULL,NULL,NULL,1,NULL);
CREATE TABLE match_map (
    match_id     BIGINT NOT NULL REFERENCES match (id),
    number       INTEGER NOT NULL,                  
    name         TEXT,
    status       TEXT NOT NULL,
    first_score  INTEGER,
    second_score INTEGER,
    winner       INTEGER,
    picked_by    INTEGER,
    halves       TEXT NOT NULL,                     
    forfeit      INTEGER NOT NULL,
    started_at   BIGINT,
    ended_at     BIGINT,
    duration_s   BIGINT,
    PRIMARY KEY (match_id, number)
);
INSERT INTO "match_map" VALUES(1,1,'Ancient','finished',13,5,0,NULL,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,0],"side":"ct"}]',0,1795734240000,1795737120000,2880);
INSERT INTO "match_map" VALUES(2,1,'Mirage','finished',11,13,1,NULL,'[{"rounds":[5,7],"side":"t"},{"rounds":[6,6],"side":"ct"}]',0,1795741440000,1795744320000,2880);
INSERT INTO "match_map" VALUES(3,1,'Nuke','finished',13,9,0,0,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,4],"side":"ct"}]',0,1795820640000,1795823520000,2880);
INSERT INTO "match_map" VALUES(3,2,'Anubis','finished',7,13,1,1,'[{"rounds":[5,7],"side":"ct"},{"rounds":[2,6],"side":"t"}]',0,1795824120000,1795827000000,2880);
INSERT INTO "match_map" VALUES(3,3,'Inferno','finished',16,14,0,NULL,'[{"rounds":[7,5],"side":"t"},{"rounds":[5,7],"side":"ct"},{"rounds":[2,1],"side":"ct","overtime":true},{"rounds":[2,1],"side":"t","overtime":true}]',0,1795827600000,1795830480000,2880);
INSERT INTO "match_map" VALUES(4,1,'Dust II','finished',13,10,0,NULL,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,5],"side":"ct"}]',0,1795827840000,1795830720000,2880);
INSERT INTO "match_map" VALUES(5,1,'Train','finished',13,3,0,1,'[{"rounds":[9,3],"side":"t"},{"rounds":[4,0],"side":"ct"}]',0,1795910640000,1795913520000,2880);
INSERT INTO "match_map" VALUES(5,2,'Mirage','finished',13,11,0,0,'[{"rounds":[7,5],"side":"ct"},{"rounds":[6,6],"side":"t"}]',0,1795914120000,1795917000000,2880);
INSERT INTO "match_map" VALUES(6,1,'Inferno','finished',9,13,1,0,'[{"rounds":[5,7],"side":"t"},{"rounds":[4,6],"side":"ct"}]',0,1795997040000,1795999920000,2880);
INSERT INTO "match_map" VALUES(6,2,'Nuke','finished',13,6,0,1,'[{"rounds":[7,5],"side":"ct"},{"rounds":[6,1],"side":"t"}]',0,1796000520000,1796003400000,2880);
INSERT INTO "match_map" VALUES(6,3,'Ancient','finished',10,13,1,NULL,'[{"rounds":[5,7],"side":"t"},{"rounds":[5,6],"side":"ct"}]',0,1796004000000,1796006880000,2880);
INSERT INTO "match_map" VALUES(7,1,'Anubis','finished',13,8,0,0,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,3],"side":"ct"}]',0,1796007840000,1796010720000,2880);
INSERT INTO "match_map" VALUES(7,2,'Dust II','finished',16,13,0,1,'[{"rounds":[7,5],"side":"ct"},{"rounds":[5,7],"side":"t"},{"rounds":[2,1],"side":"t","overtime":true},{"rounds":[2,0],"side":"ct","overtime":true}]',0,1796011320000,1796014200000,2880);
INSERT INTO "match_map" VALUES(8,1,'Mirage','finished',13,2,0,0,'[{"rounds":[10,2],"side":"t"},{"rounds":[3,0],"side":"ct"}]',0,1795478640000,1795481520000,2880);
INSERT INTO "match_map" VALUES(8,2,'Overpass','finished',13,11,0,1,'[{"rounds":[7,5],"side":"ct"},{"rounds":[6,6],"side":"t"}]',0,1795482120000,1795485000000,2880);
INSERT INTO "match_map" VALUES(9,1,'Nuke','finished',13,10,0,1,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,5],"side":"ct"}]',0,1795557840000,1795560720000,2880);
INSERT INTO "match_map" VALUES(9,2,'Inferno','finished',5,13,1,0,'[{"rounds":[5,7],"side":"ct"},{"rounds":[0,6],"side":"t"}]',0,1795561320000,1795564200000,2880);
INSERT INTO "match_map" VALUES(9,3,'Train','finished',14,16,1,NULL,'[{"rounds":[5,7],"side":"t"},{"rounds":[7,5],"side":"ct"},{"rounds":[1,2],"side":"ct","overtime":true},{"rounds":[1,2],"side":"t","overtime":true}]',0,1795564800000,1795567680000,2880);
INSERT INTO "match_map" VALUES(10,1,'Ancient','finished',13,7,0,0,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,2],"side":"ct"}]',0,1795921440000,1795924320000,2880);
INSERT INTO "match_map" VALUES(10,2,'Mirage','finished',13,9,0,1,'[{"rounds":[7,5],"side":"ct"},{"rounds":[6,4],"side":"t"}]',0,1795924920000,1795927800000,2880);
INSERT INTO "match_map" VALUES(11,1,'Dust II','finished',8,13,1,0,'[{"rounds":[5,7],"side":"t"},{"rounds":[3,6],"side":"ct"}]',0,1796000640000,1796003520000,2880);
INSERT INTO "match_map" VALUES(11,2,'Anubis','finished',11,13,1,1,'[{"rounds":[5,7],"side":"ct"},{"rounds":[6,6],"side":"t"}]',0,1796004120000,1796007000000,2880);
INSERT INTO "match_map" VALUES(12,1,'Nuke','finished',13,4,0,0,'[{"rounds":[8,4],"side":"t"},{"rounds":[5,0],"side":"ct"}]',0,1795989840000,1795992720000,2880);
INSERT INTO "match_map" VALUES(12,2,'Mirage','finished',6,13,1,1,'[{"rounds":[5,7],"side":"ct"},{"rounds":[1,6],"side":"t"}]',0,1795993320000,1795996200000,2880);
INSERT INTO "match_map" VALUES(14,1,'Nuke','finished',13,11,0,0,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,6],"side":"ct"}]',0,1792469040000,1792471920000,2880);
INSERT INTO "match_map" VALUES(14,2,'Mirage','finished',13,6,0,1,'[{"rounds":[7,5],"side":"ct"},{"rounds":[6,1],"side":"t"}]',0,1792472520000,1792475400000,2880);
INSERT INTO "match_map" VALUES(15,1,'Inferno','finished',9,13,1,0,'[{"rounds":[5,7],"side":"t"},{"rounds":[4,6],"side":"ct"}]',0,1792483440000,1792486320000,2880);
INSERT INTO "match_map" VALUES(15,2,'Anubis','finished',13,7,0,1,'[{"rounds":[7,5],"side":"ct"},{"rounds":[6,2],"side":"t"}]',0,1792486920000,1792489800000,2880);
INSERT INTO "match_map" VALUES(15,3,'Ancient','finished',13,10,0,NULL,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,5],"side":"ct"}]',0,1792490400000,1792493280000,2880);
INSERT INTO "match_map" VALUES(16,1,'Train','finished',13,9,0,0,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,4],"side":"ct"}]',0,1792555440000,1792558320000,2880);
INSERT INTO "match_map" VALUES(16,2,'Dust II','finished',13,16,1,1,'[{"rounds":[5,7],"side":"ct"},{"rounds":[7,5],"side":"t"},{"rounds":[1,2],"side":"t","overtime":true},{"rounds":[0,2],"side":"ct","overtime":true}]',0,1792558920000,1792561800000,2880);
INSERT INTO "match_map" VALUES(16,3,'Nuke','finished',13,8,0,NULL,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,3],"side":"ct"}]',0,1792562400000,1792565280000,2880);
INSERT INTO "match_map" VALUES(17,1,'Inferno','finished',13,8,0,1,'[{"rounds":[7,5],"side":"t"},{"rounds":[6,3],"side":"ct"}]',0,1796094240000,1796097120000,2880);
INSERT INTO "match_map" VALUES(17,2,'Nuke','live',6,4,NULL,0,'[{"rounds":[6,4],"side":"ct"}]',0,1796097720000,NULL,NULL);
INSERT INTO "match_map" VALUES(18,1,'Mirage','live',3,5,NULL,1,'[{"rounds":[3,5],"side":"t"}]',0,1796097840000,NULL,NULL);
CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL);
INSERT INTO "migration" VALUES(1,'0001_facts.sql','e0c321d5259d7716',1796100489989);
INSERT INTO "migration" VALUES(2,'0002_guilds.sql','21673953403baecf',1796100490021);
INSERT INTO "migration" VALUES(3,'0003_roles.sql','409e08b7da442124',1796100490021);
INSERT INTO "migration" VALUES(4,'0004_players.sql','8621cefdd0a50bf1',1796100490040);
INSERT INTO "migration" VALUES(5,'0005_tables.sql','76cea008e6a40b32',1796100490060);
INSERT INTO "migration" VALUES(6,'0006_pages.sql','43734f23037d7785',1796100490082);
INSERT INTO "migration" VALUES(7,'0007_subjects.sql','ca3b61cd033ad2da',1796100490132);
INSERT INTO "migration" VALUES(8,'0008_imports.sql','d702816c38acf17b',1796100490140);
INSERT INTO "migration" VALUES(9,'0009_identity.sql','39079f243ad82db8',1796100490152);
INSERT INTO "migration" VALUES(10,'0010_issues.sql','86ae326466b63e40',1796100490188);
INSERT INTO "migration" VALUES(11,'0011_overrides.sql','c274f370c985feec',1796100490193);
INSERT INTO "migration" VALUES(12,'0012_guild_aliases.sql','409c04665d7f2dc7',1796100490193);
INSERT INTO "migration" VALUES(13,'0013_name_changes.sql','b25af2404498dff2',1796100490236);
INSERT INTO "migration" VALUES(14,'0014_administration.sql','4ca6f215af907e15',1796100490242);
INSERT INTO "migration" VALUES(15,'0015_notifications.sql','5fe5e3fa1a0b77a0',1796100490257);
INSERT INTO "migration" VALUES(16,'0016_delivery_forms.sql','41afb635235bfff6',1796100490270);
INSERT INTO "migration" VALUES(17,'0017_calendars.sql','3f55ab7a3119b631',1796100490300);
INSERT INTO "migration" VALUES(18,'0018_explanations.sql','c61c7158759ec5aa',1796100490310);
INSERT INTO "migration" VALUES(19,'0019_test_notices.sql','40b6345acfd59e21',1796100490318);
INSERT INTO "migration" VALUES(20,'0020_digests.sql','65f0adc8da8f7ff1',1796100490416);
INSERT INTO "migration" VALUES(21,'0021_fact_overrides.sql','f605bfa589580501',1796100490434);
INSERT INTO "migration" VALUES(22,'0022_doubts.sql','22aa8829c2659c0f',1796100490465);
CREATE TABLE name_change (
    kind       TEXT NOT NULL,
    ours       BIGINT NOT NULL,
    generation BIGINT NOT NULL,                     
    PRIMARY KEY (kind, ours)
);
INSERT INTO "name_change" VALUES('team',1,2);
INSERT INTO "name_change" VALUES('team',2,2);
INSERT INTO "name_change" VALUES('team',3,2);
INSERT INTO "name_change" VALUES('team',4,2);
INSERT INTO "name_change" VALUES('team',5,2);
INSERT INTO "name_change" VALUES('team',6,2);
INSERT INTO "name_change" VALUES('team',7,2);
INSERT INTO "name_change" VALUES('team',8,2);
INSERT INTO "name_change" VALUES('team',9,2);
INSERT INTO "name_change" VALUES('team',10,2);
INSERT INTO "name_change" VALUES('team',11,2);
INSERT INTO "name_change" VALUES('team',12,2);
INSERT INTO "name_change" VALUES('team',13,2);
INSERT INTO "name_change" VALUES('team',14,2);
INSERT INTO "name_change" VALUES('team',15,2);
INSERT INTO "name_change" VALUES('team',16,2);
INSERT INTO "name_change" VALUES('player',1,2);
INSERT INTO "name_change" VALUES('player',2,2);
INSERT INTO "name_change" VALUES('player',3,2);
INSERT INTO "name_change" VALUES('player',4,2);
INSERT INTO "name_change" VALUES('player',5,2);
INSERT INTO "name_change" VALUES('player',6,2);
INSERT INTO "name_change" VALUES('player',7,2);
INSERT INTO "name_change" VALUES('player',8,2);
INSERT INTO "name_change" VALUES('player',9,2);
INSERT INTO "name_change" VALUES('player',10,2);
INSERT INTO "name_change" VALUES('player',11,2);
INSERT INTO "name_change" VALUES('player',12,2);
INSERT INTO "name_change" VALUES('player',13,2);
INSERT INTO "name_change" VALUES('player',14,2);
INSERT INTO "name_change" VALUES('player',15,2);
INSERT INTO "name_change" VALUES('player',16,2);
INSERT INTO "name_change" VALUES('player',17,2);
INSERT INTO "name_change" VALUES('player',18,2);
INSERT INTO "name_change" VALUES('player',19,2);
INSERT INTO "name_change" VALUES('player',20,2);
INSERT INTO "name_change" VALUES('player',21,2);
INSERT INTO "name_change" VALUES('player',22,2);
INSERT INTO "name_change" VALUES('player',23,2);
INSERT INTO "name_change" VALUES('player',24,2);
INSERT INTO "name_change" VALUES('player',25,2);
INSERT INTO "name_change" VALUES('player',26,2);
INSERT INTO "name_change" VALUES('player',27,2);
INSERT INTO "name_change" VALUES('player',28,2);
INSERT INTO "name_change" VALUES('player',29,2);
INSERT INTO "name_change" VALUES('player',30,2);
INSERT INTO "name_change" VALUES('player',31,2);
INSERT INTO "name_change" VALUES('player',32,2);
INSERT INTO "name_change" VALUES('player',33,2);
INSERT INTO "name_change" VALUES('player',34,2);
INSERT INTO "name_change" VALUES('player',35,2);
INSERT INTO "name_change" VALUES('player',36,2);
INSERT INTO "name_change" VALUES('player',37,2);
INSERT INTO "name_change" VALUES('player',38,2);
INSERT INTO "name_change" VALUES('player',39,2);
INSERT INTO "name_change" VALUES('player',40,2);
INSERT INTO "name_change" VALUES('player',41,2);
INSERT INTO "name_change" VALUES('player',42,2);
INSERT INTO "name_change" VALUES('player',43,2);
INSERT INTO "name_change" VALUES('player',44,2);
INSERT INTO "name_change" VALUES('player',45,2);
INSERT INTO "name_change" VALUES('player',46,2);
INSERT INTO "name_change" VALUES('player',47,2);
INSERT INTO "name_change" VALUES('player',48,2);
INSERT INTO "name_change" VALUES('player',49,2);
INSERT INTO "name_change" VALUES('player',50,2);
INSERT INTO "name_change" VALUES('player',51,2);
INSERT INTO "name_change" VALUES('tournament',1,2);
INSERT INTO "name_change" VALUES('tournament',2,2);
INSERT INTO "name_change" VALUES('tournament',3,2);
INSERT INTO "name_change" VALUES('tournament',4,2);
CREATE TABLE placement (
    tournament_id BIGINT NOT NULL REFERENCES tournament (id),
    team_id       BIGINT NOT NULL REFERENCES team (id),
    best          INTEGER NOT NULL,                 
    worst         INTEGER NOT NULL,
    prize         TEXT,
    provider      TEXT NOT NULL,
    PRIMARY KEY (tournament_id, team_id)
);
INSERT INTO "placement" VALUES(4,1,1,1,'200,000 USD','sample');
INSERT INTO "placement" VALUES(4,2,2,2,'90,000 USD','sample');
INSERT INTO "placement" VALUES(4,5,3,4,'55,000 USD','sample');
INSERT INTO "placement" VALUES(4,3,3,4,'55,000 USD','sample');
CREATE TABLE player (
    id INTEGER PRIMARY KEY,
    nickname       TEXT NOT NULL,
    first_name     TEXT,
    last_name      TEXT,
    nationality    TEXT,
    image_url      TEXT,
    retired_at     BIGINT,                          
    retired_reason TEXT,
    merged_into    BIGINT REFERENCES player (id)
);
INSERT INTO "player" VALUES(1,'fjordling',NULL,NULL,'NO',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(2,'Nordis',NULL,NULL,'NO',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(3,'icepick',NULL,NULL,'NO',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(4,'skarv',NULL,NULL,'NO',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(5,'brage',NULL,NULL,'NO',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(6,'Halvor',NULL,NULL,'NO',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(7,'Lotse',NULL,NULL,'DE',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(8,'kaiser9',NULL,NULL,'DE',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(9,'dock',NULL,NULL,'DE',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(10,'mewe',NULL,NULL,'DE',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(11,'Tau',NULL,NULL,'DE',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(12,'Hafenmeister',NULL,NULL,'DE',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(13,'hover',NULL,NULL,'GB',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(14,'Tally',NULL,NULL,'GB',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(15,'wren',NULL,NULL,'GB',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(16,'quill',NULL,NULL,'GB',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(17,'moor',NULL,NULL,'GB',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(18,'Falconer',NULL,NULL,'GB',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(19,'varsha',NULL,NULL,'IN',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(20,'Megh',NULL,NULL,'IN',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(21,'tufaan',NULL,NULL,'IN',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(22,'NadiX',NULL,NULL,'IN',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(23,'bijli',NULL,NULL,'IN',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(24,'guru',NULL,NULL,'IN',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(25,'kovach',NULL,NULL,'UA',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(26,'zalizo',NULL,NULL,'UA',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(27,'Iskra',NULL,NULL,'UA',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(28,'molot',NULL,NULL,'UA',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(29,'stal',NULL,NULL,'UA',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(30,'Gart',NULL,NULL,'UA',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(31,'hush',NULL,NULL,'US',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(32,'Lull',NULL,NULL,'US',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(33,'static',NULL,NULL,'US',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(34,'drizzle',NULL,NULL,'US',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(35,'ebb',NULL,NULL,'US',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(36,'Mute',NULL,NULL,'US',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(37,'klit',NULL,NULL,'DK',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(38,'Bølge',NULL,NULL,'DK',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(39,'anker',NULL,NULL,'DK',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(40,'sild',NULL,NULL,'DK',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(41,'havn',NULL,NULL,'DK',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(42,'Styrmand',NULL,NULL,'DK',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(43,'Ala',NULL,NULL,'CL',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(44,'puma',NULL,NULL,'CL',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(45,'cumbre',NULL,NULL,'CL',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(46,'nieve',NULL,NULL,'CL',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(47,'rayo',NULL,NULL,'CL',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(48,'Cóndor Viejo',NULL,NULL,'CL',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(49,'breaker',NULL,NULL,'DE',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(50,'gale',NULL,NULL,'NO',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(51,'ledger',NULL,NULL,'NO',NULL,NULL,NULL,NULL);
CREATE TABLE player_map_stats (
    match_id       BIGINT NOT NULL REFERENCES match (id),
    map            INTEGER NOT NULL,
    player_id      BIGINT NOT NULL REFERENCES player (id),
    slot           INTEGER NOT NULL,
    kills          INTEGER,
    deaths         INTEGER,
    assists        INTEGER,
    headshots      INTEGER,
    adr            DOUBLE PRECISION,
    kast           DOUBLE PRECISION,
    rating         DOUBLE PRECISION,
    rating_version TEXT NOT NULL,                   
    provider       TEXT NOT NULL,
    PRIMARY KEY (match_id, map, player_id)
);
INSERT INTO "player_map_stats" VALUES(3,1,1,0,17,8,3,8,9.72727272727272662677e+01,7.93181818181818130151e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,1,2,0,16,9,4,8,9.27272727272727337322e+01,7.81818181818181869848e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,1,3,0,15,10,5,7,8.81818181818181727731e+01,7.70454545454545467473e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,1,4,0,14,11,6,7,8.36363636363636260302e+01,75.9090909090909,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,1,5,0,13,12,7,6,79.0909090909091,7.47727272727272804795e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,2,1,0,11,12,3,5,75.0,73.75,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,2,2,0,10,13,4,5,70.0,72.5,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,2,3,0,9,14,5,4,65.0,71.25,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,2,4,0,8,15,6,4,60.0,70.0,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,2,5,0,7,16,7,3,55.0,68.75,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,3,1,0,20,13,3,10,8.66666666666666571892e+01,7.66666666666666571936e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,3,2,0,19,14,4,9,8.33333333333333285946e+01,7.58333333333333285946e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,3,3,0,18,15,5,9,80.0,75.0,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,3,4,0,17,16,6,8,7.66666666666666571936e+01,7.41666666666666714053e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,3,5,0,16,17,7,8,7.33333333333333428063e+01,7.33333333333333285946e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,1,43,1,13,12,3,6,79.0909090909091,7.47727272727272804795e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,1,44,1,12,13,4,6,7.45454545454545325355e+01,7.36363636363636402375e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,1,45,1,11,14,5,5,70.0,72.5,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,1,46,1,10,15,6,5,6.54545454545454532526e+01,7.13636363636363597624e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,1,47,1,9,16,7,4,6.09090909090909136134e+01,7.02272727272727337322e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,2,43,1,17,6,3,8,105.0,81.25,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,2,44,1,16,7,4,8,100.0,80.0,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,2,45,1,15,8,5,7,95.0,78.75,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,2,46,1,14,9,6,7,90.0,77.5,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,2,47,1,13,10,7,6,85.0,76.25,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,3,43,1,18,15,3,9,80.0,75.0,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,3,44,1,17,16,4,8,7.66666666666666571936e+01,7.41666666666666714053e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,3,45,1,16,17,5,8,7.33333333333333428063e+01,7.33333333333333285946e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,3,46,1,15,18,6,7,70.0,72.5,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(3,3,47,1,14,19,7,7,6.66666666666666571936e+01,7.16666666666666714053e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,1,1,0,17,8,3,8,9.72727272727272662677e+01,7.93181818181818130151e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,1,2,0,16,9,4,8,9.27272727272727337322e+01,7.81818181818181869848e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,1,3,0,15,10,5,7,8.81818181818181727731e+01,7.70454545454545467473e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,1,4,0,14,11,6,7,8.36363636363636260302e+01,75.9090909090909,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,1,5,0,13,12,7,6,79.0909090909091,7.47727272727272804795e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,2,1,0,17,15,3,8,7.86206896551724128147e+01,74.6551724137931,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,2,2,0,16,16,4,8,7.51724137931034448473e+01,7.37931034482758576578e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,2,3,0,15,17,5,7,7.172413793103447688e+01,7.29310344827586192178e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,2,4,0,14,18,6,7,6.82758620689655231199e+01,7.20689655172413807821e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,2,5,0,13,19,7,6,6.48275862068965551526e+01,7.12068965517241423421e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,3,1,0,17,7,3,8,1.00952380952380948997e+02,8.02380952380952408055e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,3,2,0,16,8,4,8,9.61904761904761898029e+01,7.90476190476190510025e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,3,3,0,15,9,5,7,9.14285714285714305998e+01,7.78571428571428612039e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,3,4,0,14,10,6,7,8.66666666666666571892e+01,7.66666666666666571936e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,3,5,0,13,11,7,6,81.9047619047619,7.54761904761904816024e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,1,7,1,13,12,3,6,79.0909090909091,7.47727272727272804795e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,1,8,1,12,13,4,6,7.45454545454545325355e+01,7.36363636363636402375e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,1,9,1,11,14,5,5,70.0,72.5,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,1,10,1,10,15,6,5,6.54545454545454532526e+01,7.13636363636363597624e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,1,11,1,9,16,7,4,6.09090909090909136134e+01,7.02272727272727337322e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,2,7,1,20,12,3,10,8.89655172413793167169e+01,7.72413793103448256252e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,2,8,1,19,13,4,9,8.55172413793103487495e+01,7.63793103448275871852e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,2,9,1,18,14,5,9,8.20689655172413807821e+01,7.55172413793103487495e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,2,10,1,17,15,6,8,7.86206896551724128147e+01,74.6551724137931,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,2,11,1,16,16,7,8,7.51724137931034448473e+01,7.37931034482758576578e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,3,7,1,12,12,3,6,7.7142857142857138796e+01,7.4285714285714277592e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,3,8,1,11,13,4,5,7.23809523809523795972e+01,73.0952380952381,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,3,9,1,10,14,5,5,6.76190476190476204027e+01,71.9047619047619,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,3,10,1,9,15,6,4,6.28571428571428540959e+01,7.07142857142857081962e+01,NULL,'','sample');
INSERT INTO "player_map_stats" VALUES(16,3,11,1,8,16,7,4,5.80952380952380949014e+01,6.95238095238095183975e+01,NULL,'','sample');
CREATE TABLE ranking (
    id INTEGER PRIMARY KEY,
    system    TEXT NOT NULL,
    published BIGINT NOT NULL,
    provider  TEXT NOT NULL,
    url       TEXT NOT NULL,
    UNIQUE (system, published)
);
INSERT INTO "ranking" VALUES(1,'valve_world',1793491200000,'sample','');
INSERT INTO "ranking" VALUES(2,'valve_world',1796083200000,'sample','');
INSERT INTO "ranking" VALUES(3,'valve_europe',1796083200000,'sample','');
CREATE TABLE ranking_row (
    ranking_id BIGINT NOT NULL REFERENCES ranking (id),
    team_id    BIGINT NOT NULL REFERENCES team (id),
    position   INTEGER NOT NULL,
    points     INTEGER,
    line_up    TEXT NOT NULL,                       
    PRIMARY KEY (ranking_id, team_id)
);
INSERT INTO "ranking_row" VALUES(1,2,1,1950,'["Lotse","kaiser9","dock","mewe","Tau"]');
INSERT INTO "ranking_row" VALUES(1,1,2,1858,'["fjordling","Nordis","icepick","skarv","brage"]');
INSERT INTO "ranking_row" VALUES(1,5,3,1759,'["kovach","zalizo","Iskra","molot","stal"]');
INSERT INTO "ranking_row" VALUES(1,8,4,1653,'["klit","Bølge","anker","sild","havn"]');
INSERT INTO "ranking_row" VALUES(1,3,5,1540,'["hover","Tally","wren","quill","moor"]');
INSERT INTO "ranking_row" VALUES(1,16,6,1420,'["Ala","puma","cumbre","nieve","rayo"]');
INSERT INTO "ranking_row" VALUES(1,4,7,1293,'["varsha","Megh","tufaan","NadiX","bijli"]');
INSERT INTO "ranking_row" VALUES(1,6,8,1159,'["hush","Lull","static","drizzle","ebb"]');
INSERT INTO "ranking_row" VALUES(2,1,1,1950,'["fjordling","Nordis","icepick","skarv","brage"]');
INSERT INTO "ranking_row" VALUES(2,2,2,1858,'["Lotse","kaiser9","dock","mewe","Tau"]');
INSERT INTO "ranking_row" VALUES(2,8,3,1759,'["klit","Bølge","anker","sild","havn"]');
INSERT INTO "ranking_row" VALUES(2,5,4,1653,'["kovach","zalizo","Iskra","molot","stal"]');
INSERT INTO "ranking_row" VALUES(2,16,5,1540,'["Ala","puma","cumbre","nieve","rayo"]');
INSERT INTO "ranking_row" VALUES(2,3,6,1420,'["hover","Tally","wren","quill","moor"]');
INSERT INTO "ranking_row" VALUES(2,6,7,1293,'["hush","Lull","static","drizzle","ebb"]');
INSERT INTO "ranking_row" VALUES(2,4,8,1159,'["varsha","Megh","tufaan","NadiX","bijli"]');
INSERT INTO "ranking_row" VALUES(3,1,1,1950,'["fjordling","Nordis","icepick","skarv","brage"]');
INSERT INTO "ranking_row" VALUES(3,2,2,1858,'["Lotse","kaiser9","dock","mewe","Tau"]');
INSERT INTO "ranking_row" VALUES(3,8,3,1759,'["klit","Bølge","anker","sild","havn"]');
INSERT INTO "ranking_row" VALUES(3,5,4,1653,'["kovach","zalizo","Iskra","molot","stal"]');
INSERT INTO "ranking_row" VALUES(3,3,5,1540,'["hover","Tally","wren","quill","moor"]');
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,                      
    ours        BIGINT NOT NULL,                    
    candidate   BIGINT NOT NULL,
    points      INTEGER NOT NULL,
    parts       TEXT NOT NULL,                      
    provider    TEXT NOT NULL,                      
    external    TEXT NOT NULL,
    observation TEXT NOT NULL,
    noted_at    BIGINT NOT NULL,
    state       TEXT NOT NULL,                      
    decided_at  BIGINT,
    decided_by  TEXT,
    UNIQUE (kind, ours, candidate)
);
CREATE TABLE roster_entry (
    team_id   BIGINT NOT NULL REFERENCES team (id),
    player_id BIGINT NOT NULL REFERENCES player (id),
    role      TEXT NOT NULL,
    since     BIGINT,
    until     BIGINT,                               
    provider  TEXT NOT NULL,                        
    url       TEXT NOT NULL
);
INSERT INTO "roster_entry" VALUES(1,1,'captain',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(1,2,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(1,3,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(1,4,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(1,5,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(1,6,'coach',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(2,7,'captain',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(2,8,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(2,9,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(2,10,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(2,11,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(2,12,'coach',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(3,13,'captain',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(3,14,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(6,15,'player',1768176000000,1778544000000,'sample','');
INSERT INTO "roster_entry" VALUES(3,15,'player',1778544000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(3,16,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(3,17,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(3,18,'coach',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(4,19,'captain',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(4,20,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(4,21,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(4,22,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(4,23,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(4,24,'coach',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(5,25,'captain',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(5,26,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(5,27,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(5,28,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(5,29,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(5,30,'coach',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(6,31,'captain',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(6,32,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(6,33,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(6,34,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(16,35,'player',1768176000000,1773360000000,'sample','');
INSERT INTO "roster_entry" VALUES(6,35,'player',1773360000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(6,36,'coach',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(8,37,'captain',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(8,38,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(8,39,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(8,40,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(8,41,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(8,42,'coach',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(16,43,'captain',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(16,44,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(16,45,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(16,46,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(16,47,'player',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(16,48,'coach',1768176000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(2,49,'stand_in',1781136000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(1,50,'benched',1775952000000,NULL,'sample','');
INSERT INTO "roster_entry" VALUES(1,51,'staff',1768176000000,NULL,'sample','');
CREATE TABLE sighting (
    provider    TEXT NOT NULL,
    external_id TEXT NOT NULL,
    match_id    BIGINT NOT NULL REFERENCES match (id),
    url         TEXT NOT NULL,
    facts       TEXT NOT NULL,                      
    digest      TEXT NOT NULL,                      
    seen_at     BIGINT NOT NULL,
    PRIMARY KEY (provider, external_id)
);
INSERT INTO "sighting" VALUES('sample','sample-bo-1',8,'','{"id":0,"revision":0,"tournament":2,"opponents":[{"team":5,"name":"Ferrum"},{"team":12,"name":"Basalt"}],"stage":"Round 1","status":"finished","best_of":3,"scheduled_at":1795478400000,"started_at":1795478640000,"ended_at":1795485000000,"score":[2,0],"winner":0,"maps":[{"number":1,"status":"finished","name":"Mirage","score":[13,2],"winner":0,"picked_by":0,"halves":[{"rounds":[10,2],"side":"t"},{"rounds":[3,0],"side":"ct"}],"started_at":1795478640000,"ended_at":1795481520000,"duration":2880},{"number":2,"status":"finished","name":"Overpass","score":[13,11],"winner":0,"picked_by":1,"halves":[{"rounds":[7,5],"side":"ct"},{"rounds":[6,6],"side":"t"}],"started_at":1795482120000,"ended_at":1795485000000,"duration":2880}],"veto":[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Mirage","by":0},{"action":"pick","map":"Overpass","by":1},{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Inferno","by":1},{"action":"decider","map":"Nuke"}],"streams":[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]}','62f7b274be45d02a',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-bo-2',9,'','{"id":0,"revision":0,"tournament":2,"opponents":[{"team":9,"name":"Ember Guild"},{"team":11,"name":"Lumen Five"}],"stage":"Round 1","status":"finished","best_of":3,"scheduled_at":1795557600000,"started_at":1795557840000,"ended_at":1795567680000,"score":[1,2],"winner":1,"maps":[{"number":1,"status":"finished","name":"Nuke","score":[13,10],"winner":0,"picked_by":1,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,5],"side":"ct"}],"started_at":1795557840000,"ended_at":1795560720000,"duration":2880},{"number":2,"status":"finished","name":"Inferno","score":[5,13],"winner":1,"picked_by":0,"halves":[{"rounds":[5,7],"side":"ct"},{"rounds":[0,6],"side":"t"}],"started_at":1795561320000,"ended_at":1795564200000,"duration":2880},{"number":3,"status":"finished","name":"Train","score":[14,16],"winner":1,"halves":[{"rounds":[5,7],"side":"t"},{"rounds":[7,5],"side":"ct"},{"rounds":[1,2],"side":"ct","overtime":true},{"rounds":[1,2],"side":"t","overtime":true}],"started_at":1795564800000,"ended_at":1795567680000,"duration":2880}],"veto":[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Nuke","by":1},{"action":"pick","map":"Inferno","by":0},{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Mirage","by":1},{"action":"decider","map":"Train"}],"streams":[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]}','550cff3ca6abfa90',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-bo-3',10,'','{"id":0,"revision":0,"tournament":2,"opponents":[{"team":5,"name":"Ferrum"},{"team":11,"name":"Lumen Five"}],"stage":"Round 2","status":"finished","best_of":3,"scheduled_at":1795921200000,"started_at":1795921440000,"ended_at":1795927800000,"score":[2,0],"winner":0,"maps":[{"number":1,"status":"finished","name":"Ancient","score":[13,7],"winner":0,"picked_by":0,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,2],"side":"ct"}],"started_at":1795921440000,"ended_at":1795924320000,"duration":2880},{"number":2,"status":"finished","name":"Mirage","score":[13,9],"winner":0,"picked_by":1,"halves":[{"rounds":[7,5],"side":"ct"},{"rounds":[6,4],"side":"t"}],"started_at":1795924920000,"ended_at":1795927800000,"duration":2880}],"veto":[{"action":"ban","map":"Anubis","by":0},{"action":"ban","map":"Dust II","by":1},{"action":"pick","map":"Ancient","by":0},{"action":"pick","map":"Mirage","by":1},{"action":"ban","map":"Inferno","by":0},{"action":"ban","map":"Nuke","by":1},{"action":"decider","map":"Train"}],"streams":[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]}','704701a26c1b8ce0',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-bo-4',11,'','{"id":0,"revision":0,"tournament":2,"opponents":[{"team":15,"name":"Żubr Gaming"},{"team":10,"name":"Night Ferry"}],"stage":"Round 2","status":"finished","best_of":3,"scheduled_at":1796000400000,"started_at":1796000640000,"ended_at":1796007000000,"score":[0,2],"winner":1,"maps":[{"number":1,"status":"finished","name":"Dust II","score":[8,13],"winner":1,"picked_by":0,"halves":[{"rounds":[5,7],"side":"t"},{"rounds":[3,6],"side":"ct"}],"started_at":1796000640000,"ended_at":1796003520000,"duration":2880},{"number":2,"status":"finished","name":"Anubis","score":[11,13],"winner":1,"picked_by":1,"halves":[{"rounds":[5,7],"side":"ct"},{"rounds":[6,6],"side":"t"}],"started_at":1796004120000,"ended_at":1796007000000,"duration":2880}],"veto":[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Inferno","by":1},{"action":"pick","map":"Dust II","by":0},{"action":"pick","map":"Anubis","by":1},{"action":"ban","map":"Mirage","by":0},{"action":"ban","map":"Nuke","by":1},{"action":"decider","map":"Train"}],"streams":[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]}','4ea55ec6e66110f3',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-bo-5',18,'','{"id":0,"revision":0,"tournament":2,"opponents":[{"team":5,"name":"Ferrum"},{"team":10,"name":"Night Ferry"}],"stage":"Round 3","status":"live","best_of":3,"scheduled_at":1796097600000,"started_at":1796097840000,"score":[0,0],"maps":[{"number":1,"status":"live","name":"Mirage","score":[3,5],"picked_by":1,"halves":[{"rounds":[3,5],"side":"t"}],"started_at":1796097840000}],"streams":[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]}','19559a716009618b',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-bo-6',22,'','{"id":0,"revision":0,"tournament":2,"opponents":[{"team":12,"name":"Basalt"},{"team":9,"name":"Ember Guild"}],"stage":"Round 3","status":"scheduled","best_of":3,"scheduled_at":1796115600000,"streams":[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]}','f60ec6a0039de2de',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-bo-7',23,'','{"id":0,"revision":0,"tournament":2,"opponents":[{"team":11,"name":"Lumen Five"},{"team":0,"name":"Winner of round 3"}],"stage":"Round 4","status":"scheduled","best_of":3,"scheduled_at":1796277600000,"streams":[{"url":"https://stream.example/baltic","language":"en","official":true,"main":true},{"url":"https://stream.example/baltic-pt","language":"pt"}]}','b76451a8b7938135',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-ef-1',14,'','{"id":0,"revision":0,"tournament":4,"opponents":[{"team":1,"name":"Glacier Wolves"},{"team":5,"name":"Ferrum"}],"stage":"Semifinal","status":"finished","best_of":3,"scheduled_at":1792468800000,"started_at":1792469040000,"ended_at":1792475400000,"score":[2,0],"winner":0,"maps":[{"number":1,"status":"finished","name":"Nuke","score":[13,11],"winner":0,"picked_by":0,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,6],"side":"ct"}],"started_at":1792469040000,"ended_at":1792471920000,"duration":2880},{"number":2,"status":"finished","name":"Mirage","score":[13,6],"winner":0,"picked_by":1,"halves":[{"rounds":[7,5],"side":"ct"},{"rounds":[6,1],"side":"t"}],"started_at":1792472520000,"ended_at":1792475400000,"duration":2880}],"veto":[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Nuke","by":0},{"action":"pick","map":"Mirage","by":1},{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Inferno","by":1},{"action":"decider","map":"Train"}],"streams":[{"url":"https://stream.example/equinox","language":"en","official":true,"main":true},{"url":"https://stream.example/equinox-pt","language":"pt"}]}','ad9d6f7dece1ef4f',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-ef-2',15,'','{"id":0,"revision":0,"tournament":4,"opponents":[{"team":2,"name":"Harbor Nine"},{"team":3,"name":"Kestrel"}],"stage":"Semifinal","status":"finished","best_of":3,"scheduled_at":1792483200000,"started_at":1792483440000,"ended_at":1792493280000,"score":[2,1],"winner":0,"maps":[{"number":1,"status":"finished","name":"Inferno","score":[9,13],"winner":1,"picked_by":0,"halves":[{"rounds":[5,7],"side":"t"},{"rounds":[4,6],"side":"ct"}],"started_at":1792483440000,"ended_at":1792486320000,"duration":2880},{"number":2,"status":"finished","name":"Anubis","score":[13,7],"winner":0,"picked_by":1,"halves":[{"rounds":[7,5],"side":"ct"},{"rounds":[6,2],"side":"t"}],"started_at":1792486920000,"ended_at":1792489800000,"duration":2880},{"number":3,"status":"finished","name":"Ancient","score":[13,10],"winner":0,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,5],"side":"ct"}],"started_at":1792490400000,"ended_at":1792493280000,"duration":2880}],"veto":[{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Mirage","by":1},{"action":"pick","map":"Inferno","by":0},{"action":"pick","map":"Anubis","by":1},{"action":"ban","map":"Nuke","by":0},{"action":"ban","map":"Train","by":1},{"action":"decider","map":"Ancient"}],"streams":[{"url":"https://stream.example/equinox","language":"en","official":true,"main":true},{"url":"https://stream.example/equinox-pt","language":"pt"}]}','4090c2cfc4150f13',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-ef-3',16,'','{"id":0,"revision":0,"tournament":4,"opponents":[{"team":1,"name":"Glacier Wolves"},{"team":2,"name":"Harbor Nine"}],"stage":"Grand final","status":"finished","best_of":3,"scheduled_at":1792555200000,"started_at":1792555440000,"ended_at":1792565280000,"score":[2,1],"winner":0,"maps":[{"number":1,"status":"finished","name":"Train","score":[13,9],"winner":0,"picked_by":0,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,4],"side":"ct"}],"started_at":1792555440000,"ended_at":1792558320000,"duration":2880},{"number":2,"status":"finished","name":"Dust II","score":[13,16],"winner":1,"picked_by":1,"halves":[{"rounds":[5,7],"side":"ct"},{"rounds":[7,5],"side":"t"},{"rounds":[1,2],"side":"t","overtime":true},{"rounds":[0,2],"side":"ct","overtime":true}],"started_at":1792558920000,"ended_at":1792561800000,"duration":2880},{"number":3,"status":"finished","name":"Nuke","score":[13,8],"winner":0,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,3],"side":"ct"}],"started_at":1792562400000,"ended_at":1792565280000,"duration":2880}],"veto":[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Train","by":0},{"action":"pick","map":"Dust II","by":1},{"action":"ban","map":"Inferno","by":0},{"action":"ban","map":"Mirage","by":1},{"action":"decider","map":"Nuke"}],"streams":[{"url":"https://stream.example/equinox","language":"en","official":true,"main":true},{"url":"https://stream.example/equinox-pt","language":"pt"}]}','ba9093525146caca',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-1',1,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":1,"name":"Glacier Wolves"},{"team":13,"name":"Copper Crows"}],"stage":"Group A – Opening match","status":"finished","best_of":1,"scheduled_at":1795734000000,"started_at":1795734240000,"ended_at":1795737120000,"score":[1,0],"winner":0,"maps":[{"number":1,"status":"finished","name":"Ancient","score":[13,5],"winner":0,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,0],"side":"ct"}],"started_at":1795734240000,"ended_at":1795737120000,"duration":2880}],"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','912e4aafbd75857b',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-10',20,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":0,"name":"Loser of semifinal 1"},{"team":0,"name":"Loser of semifinal 2"}],"stage":"Third place match","status":"scheduled","best_of":3,"scheduled_at":1796184000000,"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','195f4c1704fedf63',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-11',21,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":0,"name":"Winner of semifinal 1"},{"team":0,"name":"Winner of semifinal 2"}],"stage":"Grand final","status":"scheduled","best_of":5,"scheduled_at":1796198400000,"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','47b29e4801d89ab5',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-2',2,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":3,"name":"Kestrel"},{"team":16,"name":"Cóndor Club"}],"stage":"Group A – Opening match","status":"finished","best_of":1,"scheduled_at":1795741200000,"started_at":1795741440000,"ended_at":1795744320000,"score":[0,1],"winner":1,"maps":[{"number":1,"status":"finished","name":"Mirage","score":[11,13],"winner":1,"halves":[{"rounds":[5,7],"side":"t"},{"rounds":[6,6],"side":"ct"}],"started_at":1795741440000,"ended_at":1795744320000,"duration":2880}],"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','d6c47c444a529804',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-3',3,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":1,"name":"Glacier Wolves"},{"team":16,"name":"Cóndor Club"}],"stage":"Group A – Winners'' match","status":"finished","best_of":3,"scheduled_at":1795820400000,"started_at":1795820640000,"ended_at":1795830480000,"score":[2,1],"winner":0,"maps":[{"number":1,"status":"finished","name":"Nuke","score":[13,9],"winner":0,"picked_by":0,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,4],"side":"ct"}],"started_at":1795820640000,"ended_at":1795823520000,"duration":2880},{"number":2,"status":"finished","name":"Anubis","score":[7,13],"winner":1,"picked_by":1,"halves":[{"rounds":[5,7],"side":"ct"},{"rounds":[2,6],"side":"t"}],"started_at":1795824120000,"ended_at":1795827000000,"duration":2880},{"number":3,"status":"finished","name":"Inferno","score":[16,14],"winner":0,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[5,7],"side":"ct"},{"rounds":[2,1],"side":"ct","overtime":true},{"rounds":[2,1],"side":"t","overtime":true}],"started_at":1795827600000,"ended_at":1795830480000,"duration":2880}],"veto":[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Dust II","by":1},{"action":"pick","map":"Nuke","by":0},{"action":"pick","map":"Anubis","by":1},{"action":"ban","map":"Mirage","by":0},{"action":"ban","map":"Train","by":1},{"action":"decider","map":"Inferno"}],"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','e02911b6886e433a',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-4',4,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":2,"name":"Harbor Nine"},{"team":6,"name":"Quiet Storm"}],"stage":"Group B – Opening match","status":"finished","best_of":1,"scheduled_at":1795827600000,"started_at":1795827840000,"ended_at":1795830720000,"score":[1,0],"winner":0,"maps":[{"number":1,"status":"finished","name":"Dust II","score":[13,10],"winner":0,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,5],"side":"ct"}],"started_at":1795827840000,"ended_at":1795830720000,"duration":2880}],"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','654b864c31964326',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-5',5,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":2,"name":"Harbor Nine"},{"team":8,"name":"Tidal Union"}],"stage":"Group B – Winners'' match","status":"finished","best_of":3,"scheduled_at":1795910400000,"started_at":1795910640000,"ended_at":1795917000000,"score":[2,0],"winner":0,"maps":[{"number":1,"status":"finished","name":"Train","score":[13,3],"winner":0,"picked_by":1,"halves":[{"rounds":[9,3],"side":"t"},{"rounds":[4,0],"side":"ct"}],"started_at":1795910640000,"ended_at":1795913520000,"duration":2880},{"number":2,"status":"finished","name":"Mirage","score":[13,11],"winner":0,"picked_by":0,"halves":[{"rounds":[7,5],"side":"ct"},{"rounds":[6,6],"side":"t"}],"started_at":1795914120000,"ended_at":1795917000000,"duration":2880}],"veto":[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Train","by":1},{"action":"pick","map":"Mirage","by":0},{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Inferno","by":1},{"action":"decider","map":"Nuke"}],"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','6f5ec9a122646ea3',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-6',6,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":3,"name":"Kestrel"},{"team":8,"name":"Tidal Union"}],"stage":"Quarterfinal","status":"finished","best_of":3,"scheduled_at":1795996800000,"started_at":1795997040000,"ended_at":1796006880000,"score":[1,2],"winner":1,"maps":[{"number":1,"status":"finished","name":"Inferno","score":[9,13],"winner":1,"picked_by":0,"halves":[{"rounds":[5,7],"side":"t"},{"rounds":[4,6],"side":"ct"}],"started_at":1795997040000,"ended_at":1795999920000,"duration":2880},{"number":2,"status":"finished","name":"Nuke","score":[13,6],"winner":0,"picked_by":1,"halves":[{"rounds":[7,5],"side":"ct"},{"rounds":[6,1],"side":"t"}],"started_at":1796000520000,"ended_at":1796003400000,"duration":2880},{"number":3,"status":"finished","name":"Ancient","score":[10,13],"winner":1,"halves":[{"rounds":[5,7],"side":"t"},{"rounds":[5,6],"side":"ct"}],"started_at":1796004000000,"ended_at":1796006880000,"duration":2880}],"veto":[{"action":"ban","map":"Anubis","by":0},{"action":"ban","map":"Dust II","by":1},{"action":"pick","map":"Inferno","by":0},{"action":"pick","map":"Nuke","by":1},{"action":"ban","map":"Mirage","by":0},{"action":"ban","map":"Train","by":1},{"action":"decider","map":"Ancient"}],"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','6e574ff6939a9781',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-7',7,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":16,"name":"Cóndor Club"},{"team":6,"name":"Quiet Storm"}],"stage":"Quarterfinal","status":"finished","best_of":3,"scheduled_at":1796007600000,"started_at":1796007840000,"ended_at":1796014200000,"score":[2,0],"winner":0,"maps":[{"number":1,"status":"finished","name":"Anubis","score":[13,8],"winner":0,"picked_by":0,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,3],"side":"ct"}],"started_at":1796007840000,"ended_at":1796010720000,"duration":2880},{"number":2,"status":"finished","name":"Dust II","score":[16,13],"winner":0,"picked_by":1,"halves":[{"rounds":[7,5],"side":"ct"},{"rounds":[5,7],"side":"t"},{"rounds":[2,1],"side":"t","overtime":true},{"rounds":[2,0],"side":"ct","overtime":true}],"started_at":1796011320000,"ended_at":1796014200000,"duration":2880}],"veto":[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Inferno","by":1},{"action":"pick","map":"Anubis","by":0},{"action":"pick","map":"Dust II","by":1},{"action":"ban","map":"Mirage","by":0},{"action":"ban","map":"Nuke","by":1},{"action":"decider","map":"Train"}],"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','4e36c8fc8210847e',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-8',17,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":1,"name":"Glacier Wolves"},{"team":8,"name":"Tidal Union"}],"stage":"Semifinal","status":"live","best_of":3,"scheduled_at":1796094000000,"started_at":1796094240000,"score":[1,0],"maps":[{"number":1,"status":"finished","name":"Inferno","score":[13,8],"winner":0,"picked_by":1,"halves":[{"rounds":[7,5],"side":"t"},{"rounds":[6,3],"side":"ct"}],"started_at":1796094240000,"ended_at":1796097120000,"duration":2880},{"number":2,"status":"live","name":"Nuke","score":[6,4],"picked_by":0,"halves":[{"rounds":[6,4],"side":"ct"}],"started_at":1796097720000}],"veto":[{"action":"ban","map":"Ancient","by":0},{"action":"ban","map":"Anubis","by":1},{"action":"pick","map":"Inferno","by":1},{"action":"pick","map":"Nuke","by":0},{"action":"ban","map":"Dust II","by":0},{"action":"ban","map":"Mirage","by":1},{"action":"decider","map":"Train"}],"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','bfc1e2cfc7aa1ed8',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-mm-9',19,'','{"id":0,"revision":0,"tournament":1,"opponents":[{"team":2,"name":"Harbor Nine"},{"team":16,"name":"Cóndor Club"}],"stage":"Semifinal","status":"scheduled","best_of":3,"scheduled_at":1796108400000,"streams":[{"url":"https://stream.example/meridian","language":"en","official":true,"main":true},{"url":"https://stream.example/meridian-pt","language":"pt"}]}','417b689ecc688f34',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-sl-1',12,'','{"id":0,"revision":0,"tournament":3,"opponents":[{"team":14,"name":"Delta Pines"},{"team":7,"name":"Palisade"}],"stage":"Week 3","status":"finished","best_of":2,"scheduled_at":1795989600000,"started_at":1795989840000,"ended_at":1795996200000,"score":[1,1],"draw":true,"maps":[{"number":1,"status":"finished","name":"Nuke","score":[13,4],"winner":0,"picked_by":0,"halves":[{"rounds":[8,4],"side":"t"},{"rounds":[5,0],"side":"ct"}],"started_at":1795989840000,"ended_at":1795992720000,"duration":2880},{"number":2,"status":"finished","name":"Mirage","score":[6,13],"winner":1,"picked_by":1,"halves":[{"rounds":[5,7],"side":"ct"},{"rounds":[1,6],"side":"t"}],"started_at":1795993320000,"ended_at":1795996200000,"duration":2880}],"streams":[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]}','1eb3ee03172b7c70',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-sl-2',13,'','{"id":0,"revision":0,"tournament":3,"opponents":[{"team":4,"name":"Monsoon Esports"},{"team":15,"name":"Żubr Gaming"}],"stage":"Week 3","status":"finished","best_of":3,"scheduled_at":1796076000000,"ended_at":1796076000000,"score":[0,1],"winner":1,"forfeit":true,"streams":[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]}','2cf389ea191c8d02',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-sl-3',24,'','{"id":0,"revision":0,"tournament":3,"opponents":[{"team":14,"name":"Delta Pines"},{"team":4,"name":"Monsoon Esports"}],"stage":"Week 4","status":"scheduled","best_of":3,"scheduled_at":1796126400000,"streams":[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]}','63e16615f1e0fdc4',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-sl-4',25,'','{"id":0,"revision":0,"tournament":3,"opponents":[{"team":7,"name":"Palisade"},{"team":13,"name":"Copper Crows"}],"stage":"Week 4","status":"scheduled","best_of":3,"scheduled_at":1796209200000,"streams":[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]}','851f471d22f813d0',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-sl-5',26,'','{"id":0,"revision":0,"tournament":3,"opponents":[{"team":15,"name":"Żubr Gaming"},{"team":3,"name":"Kestrel"}],"stage":"Week 4","status":"scheduled","best_of":3,"scheduled_at":1796292000000,"streams":[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]}','98178b8959edf9ca',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-sl-6',27,'','{"id":0,"revision":0,"tournament":3,"opponents":[{"team":13,"name":"Copper Crows"},{"team":6,"name":"Quiet Storm"}],"stage":"Week 3","status":"postponed","best_of":3,"original_scheduled_at":1796025600000,"streams":[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]}','1957ecd52d0d08e5',1796100490516);
INSERT INTO "sighting" VALUES('sample','sample-sl-7',28,'','{"id":0,"revision":0,"tournament":3,"opponents":[{"team":9,"name":"Ember Guild"},{"team":12,"name":"Basalt"}],"stage":"Showmatch","status":"cancelled","best_of":1,"scheduled_at":1796140800000,"streams":[{"url":"https://stream.example/sunrise","language":"en","official":true,"main":true},{"url":"https://stream.example/sunrise-pt","language":"pt"}]}','d916b56dc91df32c',1796100490516);
CREATE TABLE standing (
    tournament_id BIGINT NOT NULL REFERENCES tournament (id),
    stage         TEXT NOT NULL,
    team_id       BIGINT NOT NULL REFERENCES team (id),
    position      INTEGER NOT NULL,
    wins          INTEGER,
    draws         INTEGER,
    losses        INTEGER,
    map_wins      INTEGER,
    map_losses    INTEGER,
    points        INTEGER,
    advances      INTEGER,
    provider      TEXT NOT NULL,
    PRIMARY KEY (tournament_id, stage, team_id)
);
INSERT INTO "standing" VALUES(1,'Group A',1,1,2,NULL,0,NULL,NULL,6,1,'sample');
INSERT INTO "standing" VALUES(1,'Group A',16,2,1,NULL,1,NULL,NULL,3,1,'sample');
INSERT INTO "standing" VALUES(1,'Group A',3,3,1,NULL,1,NULL,NULL,3,1,'sample');
INSERT INTO "standing" VALUES(1,'Group A',13,4,0,NULL,2,NULL,NULL,0,0,'sample');
INSERT INTO "standing" VALUES(1,'Group B',2,1,2,NULL,0,NULL,NULL,6,1,'sample');
INSERT INTO "standing" VALUES(1,'Group B',8,2,1,NULL,1,NULL,NULL,3,1,'sample');
INSERT INTO "standing" VALUES(1,'Group B',6,3,0,NULL,1,NULL,NULL,0,1,'sample');
INSERT INTO "standing" VALUES(3,'League',15,1,4,NULL,1,NULL,NULL,12,NULL,'sample');
INSERT INTO "standing" VALUES(3,'League',14,2,3,NULL,1,NULL,NULL,9,NULL,'sample');
INSERT INTO "standing" VALUES(3,'League',7,3,2,NULL,2,NULL,NULL,6,NULL,'sample');
INSERT INTO "standing" VALUES(3,'League',13,4,1,NULL,3,NULL,NULL,3,NULL,'sample');
INSERT INTO "standing" VALUES(3,'League',4,5,0,NULL,3,NULL,NULL,0,NULL,'sample');
CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO "state" VALUES('installation','5a5b06b22983d1378cbb5a3475d446b0');
INSERT INTO "state" VALUES('discord:commands:1540945723128807424','live 1577184514898132996
upcoming 1577184514898132997
results 1577184514898132998
match 1577184514898132999
team 1577184514898133000
player 1577184514898133001
event 1577184514898133002
events 1577184514898133003
ranking 1577184514898133004
alias 1577184514898133005
follow 1577184514898133006
following 1577184514898133007
unfollow 1577184514898133008
why 1577184514898133009
test-notification 1577184514898133010
settings 1577184514898133011
audit 1577184514898133012
privacy 1577184514898133013
help 1577184514898133014
');
CREATE TABLE subject (
    provider TEXT NOT NULL,
    feed     TEXT NOT NULL,
    external TEXT NOT NULL,                         
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (provider, feed, external)
);
CREATE TABLE subscription (
    id INTEGER PRIMARY KEY,
    guild_id          BIGINT NOT NULL,              
    destination       TEXT NOT NULL,                
    target_id         BIGINT NOT NULL,              
    subject           TEXT NOT NULL,                
    subject_id        BIGINT NOT NULL,
    subject_key       TEXT NOT NULL GENERATED ALWAYS AS (subject || ':' || CAST(subject_id AS TEXT)) STORED,
    opponent_rank_max INTEGER,
    lan_only          INTEGER NOT NULL,
    best_of_min       INTEGER,
    region            TEXT,
    stage             TEXT,
    kinds             BIGINT NOT NULL,              
    roles             TEXT NOT NULL,                
    spoilers          TEXT NOT NULL,                
    created_at        BIGINT NOT NULL,
    paused_at         BIGINT,                       
    retired_at        BIGINT,
    retired_reason    TEXT
, threads INTEGER NOT NULL DEFAULT 0, calendar_generation BIGINT NOT NULL DEFAULT 0, digest_at INTEGER);
INSERT INTO "subscription" VALUES(1,1444912938744807426,'channel',1577184509785276419,'team',1,NULL,0,NULL,NULL,NULL,502,'[]','show',1796100492545,NULL,NULL,NULL,0,0,NULL);
INSERT INTO "subscription" VALUES(2,1444912938744807426,'channel',1577184509785276419,'tier',1,NULL,0,NULL,NULL,NULL,502,'[]','show',1796100492749,NULL,NULL,NULL,0,0,NULL);
CREATE TABLE subscription_reminder (
    subscription_id BIGINT NOT NULL REFERENCES subscription (id),
    minutes         INTEGER NOT NULL,               
    PRIMARY KEY (subscription_id, minutes)
);
INSERT INTO "subscription_reminder" VALUES(1,15);
INSERT INTO "subscription_reminder" VALUES(2,15);
CREATE TABLE target (
    id             BIGINT PRIMARY KEY,
    lease_owner    TEXT,
    lease_until    BIGINT NOT NULL,                 
    blocked_at     BIGINT,
    blocked_reason TEXT,
    told_at        BIGINT,                          
    probe_at       BIGINT,                          
    probes         INTEGER NOT NULL                 
);
CREATE TABLE team (
    id INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    acronym  TEXT,
    country  TEXT,
    logo_url TEXT
, region TEXT, disbanded INTEGER NOT NULL DEFAULT 0, retired_at BIGINT, retired_reason TEXT, merged_into BIGINT REFERENCES team (id));
INSERT INTO "team" VALUES(1,'Glacier Wolves','GW','NO',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(2,'Harbor Nine','H9','DE',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(3,'Kestrel','KES','GB',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(4,'Monsoon Esports','MON','IN',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(5,'Ferrum','FER','UA',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(6,'Quiet Storm','QS','US',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(7,'Palisade','PAL','CA',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(8,'Tidal Union','TU','DK',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(9,'Ember Guild','EMB','FR',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(10,'Night Ferry','NF','FI',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(11,'Lumen Five','L5','SE',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(12,'Basalt','BAS','IS',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(13,'Copper Crows','CC','AU',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(14,'Delta Pines','DP','EE',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(15,'Żubr Gaming','ŻBR','PL',NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "team" VALUES(16,'Cóndor Club','CDR','CL',NULL,NULL,0,NULL,NULL,NULL);
CREATE TABLE tournament (
    id INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,
    tier      TEXT,
    region    TEXT,
    country   TEXT,
    venue     TEXT,
    prize     TEXT,
    starts_at BIGINT,
    ends_at   BIGINT,
    logo_url  TEXT
, city TEXT, organizer TEXT, retired_at BIGINT, retired_reason TEXT, merged_into BIGINT REFERENCES tournament (id));
INSERT INTO "tournament" VALUES(1,'Meridian Masters 2026','s','International','PT','lan','1,000,000 USD',1795651200000,1796601600000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tournament" VALUES(2,'Baltic Open 2026','a','Europe','LV','lan','250,000 EUR',1795046400000,1796860800000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tournament" VALUES(3,'Sunrise League 2026','b','Europe',NULL,'online','40,000 EUR',1794355200000,1797379200000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tournament" VALUES(4,'Equinox Finals 2026','a','Europe','SE','lan','400,000 USD',1791936000000,1792540800000,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX match_by_time ON match (calendar_at, status);
CREATE INDEX match_by_status ON match (status, calendar_at);
CREATE INDEX match_by_tournament ON match (tournament_id, status, calendar_at);
CREATE INDEX match_by_first_team ON match (first_team_id, calendar_at);
CREATE INDEX match_by_second_team ON match (second_team_id, calendar_at);
CREATE INDEX alias_by_name ON alias (kind, folded);
CREATE INDEX sighting_by_match ON sighting (match_id);
CREATE INDEX roster_entry_by_team ON roster_entry (team_id, until);
CREATE INDEX roster_entry_by_player ON roster_entry (player_id);
CREATE UNIQUE INDEX roster_entry_open ON roster_entry (team_id, player_id) WHERE until IS NULL;
CREATE INDEX line_up_by_player ON line_up (player_id, match_id);
CREATE INDEX player_map_stats_by_player ON player_map_stats (player_id, match_id);
CREATE INDEX ranking_row_by_team ON ranking_row (team_id);
CREATE INDEX placement_by_team ON placement (team_id);
CREATE INDEX external_id_by_ours ON external_id (kind, ours);
CREATE INDEX change_by_match ON change (match_id);
CREATE INDEX change_by_team ON change (team_id);
CREATE INDEX change_by_player ON change (player_id);
CREATE INDEX review_by_state ON review (state, kind);
CREATE INDEX team_by_survivor ON team (merged_into);
CREATE INDEX player_by_survivor ON player (merged_into);
CREATE INDEX tournament_by_survivor ON tournament (merged_into);
CREATE INDEX match_by_survivor ON match (merged_into);
CREATE UNIQUE INDEX issue_open ON issue (kind, provider, subject, rule) WHERE settled_at IS NULL;
CREATE INDEX name_change_by_generation ON name_change (generation);
CREATE INDEX audit_of_guild ON audit (guild_id, id);
CREATE INDEX audit_of_actor ON audit (actor_id);
CREATE INDEX subscription_by_subject ON subscription (subject_key) WHERE retired_at IS NULL;
CREATE INDEX subscription_by_guild ON subscription (guild_id) WHERE retired_at IS NULL;
CREATE INDEX subscription_by_target ON subscription (target_id) WHERE retired_at IS NULL;
CREATE INDEX target_to_probe ON target (probe_at) WHERE blocked_at IS NOT NULL;
CREATE INDEX delivery_by_turn ON delivery (urgency, turn, id) WHERE state = 'waiting';
CREATE INDEX delivery_by_guild_turn ON delivery (guild_id, urgency, turn) WHERE state = 'waiting';
CREATE INDEX delivery_to_expire ON delivery (expires_at) WHERE state IN ('waiting', 'blocked');
CREATE INDEX delivery_by_target ON delivery (target_id, occasion);
CREATE INDEX change_to_plan ON change (id) WHERE planned_at IS NULL;
CREATE INDEX delivery_open ON delivery (match_id) WHERE open = 1 AND state = 'sent';
CREATE INDEX delivery_thread ON delivery (target_id, match_id) WHERE thread_id IS NOT NULL;
CREATE INDEX delivery_by_match ON delivery (match_id, guild_id, target_id);
CREATE INDEX delivery_by_message ON delivery (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX delivery_tests ON delivery (target_id, planned_at) WHERE subscription_id = 0;
CREATE UNIQUE INDEX fact_override_open ON fact_override (kind, ours, fact) WHERE withdrawn_at IS NULL;
COMMIT;
