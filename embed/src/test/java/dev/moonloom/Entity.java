package dev.moonloom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Something of a game. */
class Entity {
    static final LuauType<Entity> TYPE = LuauType.of("Entity", Entity.class)
            .property("Name", String.class, Entity::name)
            .property("Health", Double.class, Entity::health, Entity::setHealth)
            .property("Target", Entity.class, Entity::target, Entity::setTarget)
            .method("Damage", Double.class, Entity::damage)
            .method("Kill", Entity::kill)
            .method("Move", Double.class, Double.class, Entity::move)
            .method("Push", Double.class, Double.class, String.class, Entity::push)
            .function("DistanceTo", Entity.class, Entity::distanceTo)
            .function("IsAlive", Entity::isAlive)
            .function("Between", Double.class, Double.class, Entity::isBetween)
            .function("Describe", String.class, Integer.class, Boolean.class, Entity::describe)
            .ordered(Comparator.comparingDouble(Entity::health))
            .text(Entity::name);

    private final String name;
    private double health = 100;
    private double place;
    private Entity target = this;
    final List<String> log = new ArrayList<>();

    Entity(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    double health() {
        return health;
    }

    void setHealth(double health) {
        if (health < 0) {
            throw new IllegalArgumentException("health must not be negative");
        }
        this.health = health;
    }

    Entity target() {
        return target;
    }

    void setTarget(Entity target) {
        this.target = target;
    }

    void damage(double amount) {
        setHealth(health - amount);
    }

    void kill() {
        health = 0;
    }

    void move(double by, double times) {
        place += by * times;
    }

    void push(double by, double times, String why) {
        move(by, times);
        log.add(why);
    }

    double distanceTo(Entity other) {
        return Math.abs(place - other.place);
    }

    boolean isAlive() {
        return health > 0;
    }

    boolean isBetween(double least, double most) {
        return health >= least && health <= most;
    }

    String describe(String before, int times, boolean loud) {
        String text = before + name.repeat(times);
        return loud ? text + "!" : text;
    }

    /** One of a kind that is a kind of its own. */
    static final class Monster extends Entity {
        static final LuauType<Monster> TYPE = LuauType.of("Monster", Monster.class)
                .extending(Entity.TYPE)
                .property("Teeth", Integer.class, Monster::teeth)
                .function("IsAlive", _ -> "undead");

        Monster(String name) {
            super(name);
        }

        int teeth() {
            return 32;
        }
    }
}
